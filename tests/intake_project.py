"""A small project of its own for the tests of intake: the real schema and the words for themes, no document."""

import json
from pathlib import Path

import pytest

from cited import project

REPOSITORY = Path(__file__).parents[1]
EMPTY = ("sources", "figures", "numbers")
SOURCES = "source,label,author,title,publisher,date,kind,language,licence,sha256,lines,remark,address,draft\n"


def build(folder: Path) -> Path:
    """Write `data/` with the repository's schema and empty tables; return the folder."""
    package = json.loads((REPOSITORY / "data" / "datapackage.json").read_text(encoding="utf-8"))
    kept = [resource for resource in package["resources"] if resource["name"] in (*EMPTY, "themes")]
    for resource in kept:
        if resource["name"] == "sources":
            _allow_drafts(resource["schema"]["fields"])
        elif resource["name"] != "themes":
            resource["path"] = []
    package["resources"] = kept
    data = folder / "data"
    (data / "figures").mkdir(parents=True)
    (data / "numbers").mkdir()
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (data / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (data / "themes.csv").write_bytes((REPOSITORY / "data/themes.csv").read_bytes())
    return folder


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str = "") -> Path:
    """Build the project and go there, with a document `note.md` of this text beside it; return the folder."""
    build(folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv(project.TEXTS_VARIABLE, raising=False)
    if text:
        (folder / "note.md").write_text(text)
    return folder


def _allow_drafts(fields: list[dict]) -> None:
    if "draft" not in [field["name"] for field in fields]:
        fields.append({"name": "draft", "type": "string"})
