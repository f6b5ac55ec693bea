"""What the bench builds: projects with so many reports, plain notebooks of the same, and ledgers of any length."""

import csv
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from cited import project
from cited.ledger.rules import rules
from cited.ledger.store.codes import Basis
from cited.ledger.store.outcomes import Reason
from cited.press.reports import catalogue
from cited.press.reports.report import Report

# Three tables and two charts, as any analyst draws them: pandas and matplotlib, and nothing of this project.
# No digit stands on its page, so that the press asks for no source.
PLAIN = [
    "import base64, io\nimport matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\n"
    "import numpy as np, pandas as pd\nfrom IPython.display import HTML",
    "numbers = np.random.default_rng(len(theme)).normal(size=(400, 4))\n"
    "frame = pd.DataFrame(numbers, columns=list('abcd'))\n"
    "frame['kind'] = np.where(frame.a > 0, 'above', 'below')",
    "HTML(frame.groupby('kind').agg('mean').gt(0).to_html())",
    "HTML(frame.head(20)[['kind']].to_html(index=False))",
    "HTML(frame.corr(numeric_only=True).round(0).astype(bool).to_html())",
]
CHART = """\
figure, axes = plt.subplots()
{draw}
file = io.BytesIO()
figure.savefig(file, metadata={{'Software': None}})
plt.close(figure)
HTML(f'<img alt="" src="data:image/png;base64,{{base64.b64encode(file.getvalue()).decode()}}">')"""
DRAW = ("axes.plot(frame[['a', 'b']].cumsum())", "axes.hist(frame[list('abcd')])")
PARAMETER = 'theme: str = "reserves"  # theme shown; one of figures.theme'
KERNEL = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}


@dataclass(frozen=True)
class Set:
    """A folder with a project of so many reports, and `plain/` with a notebook of each, its parameters written in."""

    root: Path
    reports: list[Report]

    @property
    def notebooks(self) -> list[Path]:
        """The plain notebooks, one a report, which any tool can run."""
        return [self.root / "plain" / f"{report.path.replace('/', '-')}.ipynb" for report in self.reports]

    def forget(self) -> None:
        """Remove everything built, so that a build begins from nothing."""
        shutil.rmtree(self.root / ".build", ignore_errors=True)
        for page in (self.root / "reports").rglob("*.html"):
            page.unlink()
        for file in (self.root / "plain").glob("*"):
            if file not in self.notebooks:
                file.unlink() if file.is_file() else shutil.rmtree(file)


def make(kind: str, count: int, folder: Path) -> Set:
    """Return a set of reports in a new folder: `own`, the project's reports over and over, `each`, one of each
    notebook at most, or `plain`."""
    root = project.root()
    shutil.copytree(root / "data", folder / "data", ignore=shutil.ignore_patterns("texts"))
    # How notebooks are to be formatted; a project of another kind need not say it.
    if (root / "pyproject.toml").is_file():
        shutil.copy(root / "pyproject.toml", folder)
    (folder / "notebooks").mkdir()
    (folder / "reports").mkdir()
    (folder / "plain").mkdir()
    if kind != "plain":
        for path in (root / "notebooks").glob("*.ipynb"):
            shutil.copy(path, folder / "notebooks")
        known = [(report.notebook, report.parameters) for report in catalogue.load()]
        if kind == "each":
            known = list(dict(reversed(known)).items())
            count = min(count, len(known))
    else:
        cells = [PARAMETER, *PLAIN, *(CHART.format(draw=draw) for draw in DRAW)]
        write(folder / "notebooks/plain.ipynb", cells, "parameters")
        known = [("plain", {"theme": theme}) for theme in ("reserves", "trade", "aid")]
    entries = []
    for number in range(count):
        name, parameters = known[number % len(known)]
        address = f"bench/{'abcdefghij'[number // 100 % 10]}{number % 100:02}"
        entry = {"path": address, "notebook": name, "title": "A report", "answers": "What it takes to build it."}
        entries.append({**entry, "parameters": parameters})
    # JSON is YAML, and has no aliases, which a catalogue may not have.
    text = json.dumps({"reports": entries}, ensure_ascii=False, indent=1)
    (folder / "reports/catalogue.yml").write_text(text, encoding="utf-8")
    here = Path.cwd()
    os.chdir(folder)
    try:
        made = Set(folder, catalogue.load())
    finally:
        os.chdir(here)
    for report, path in zip(made.reports, made.notebooks, strict=True):
        _plain(report, folder, path)
    return made


def write(path: Path, cells: list[str], *first_tags: str) -> None:
    """Write a notebook of code cells, the first with these tags."""
    made = []
    for number, source in enumerate(cells):
        # A picture's numbers lead to no source.
        tags = [*(() if number else first_tags), *(["untraced"] if "<img" in source else [])]
        metadata = {"tags": tags} if tags else {}
        cell: dict[str, object] = {
            "cell_type": "code",
            "id": f"c{number}",
            "metadata": metadata,
            "execution_count": None,
            "outputs": [],
        }
        made.append({**cell, "source": source.splitlines(keepends=True)})
    content = {"cells": made, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def ledger(rows: int, folder: Path) -> list[str]:
    """Make the figures of a project's data so many in all, in documents of their own; return their ids.

    Each new figure is an old one at another place, so that every rule is as easy or hard to keep as before.
    """
    package = json.loads((folder / project.MARK).read_text(encoding="utf-8"))
    resource = next(resource for resource in package["resources"] if resource["name"] == "figures")
    patterns = []
    for path in resource["path"]:
        with (folder / "data" / path).open(encoding="utf-8", newline="") as file:
            patterns += list(csv.DictReader(file))
    held = len(patterns)
    # What repeats another row, or says the same in another document, would have to say so.
    patterns = [{**row, "notes": "", "period": ""} for row in patterns if not row["repeats"]]
    patterns = list({rules.statement(row): row for row in patterns}.values())
    with (folder / "data/sources.csv").open(encoding="utf-8", newline="") as file:
        documents = list(csv.DictReader(file))
    with (folder / "data/checks.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    each, names = 50_000, []
    for start in range(held, rows, each):
        name, count = f"synthetic-{start // each + 1}", min(each, rows - start)
        names.append(name)
        with (folder / f"data/figures/{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(patterns[0]), lineterminator="\n")
            writer.writeheader()
            for number in range(1, count + 1):
                # Of a year that no other has: the same figure of the same year would be a repetition.
                round_, index = divmod(number - 1, len(patterns))
                row = {**patterns[index], "period": f"{1000 + round_}"}
                # Lines and values that a remark speaks of stand elsewhere here.
                row["remark"] = re.sub(r"\d+", "some", row["remark"])
                writer.writerow({**row, "figure": f"{name}-{number}", "line": number})
        # No statistic checks a synthetic figure, and that must be said of each.
        with (folder / "data/checks.csv").open("a", encoding="utf-8", newline="") as file:
            for number in range(1, count + 1):
                announced = patterns[(number - 1) % len(patterns)]["basis"] == Basis.ANNOUNCED
                reason = Reason.ANNOUNCEMENT if announced else Reason.NONE_HELD
                excuse = {"check": f"{name}-{number}-a", "figure": f"{name}-{number}", "reason": reason}
                csv.DictWriter(file, columns, lineterminator="\n").writerow({**dict.fromkeys(columns, ""), **excuse})
        document = {**documents[0], "source": name, "label": name.capitalize(), "lines": count}
        documents.append({**document, "sha256": f"{len(names):064x}"})
        resource["path"].append(f"figures/{name}.csv")
    with (folder / "data/sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(documents[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(documents)
    for one in package["resources"]:
        one.pop("hash", None)
        one.pop("bytes", None)
    (folder / project.MARK).write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    return names


def _plain(report: Report, folder: Path, path: Path) -> None:
    """Write a report's notebook with its parameters written in, for tools that have no parameters."""
    notebook = json.loads((folder / f"notebooks/{report.notebook}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            cell["source"] = [f"{name} = {value!r}\n" for name, value in report.values.items()]
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
