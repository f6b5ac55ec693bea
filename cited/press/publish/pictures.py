"""Pictures that Markdown and HTML of a notebook name: files beside it go into the page, others fail the report."""

import base64
import functools
import re
from pathlib import Path
from urllib.parse import unquote

from cited import reads
from cited.notebook_json import Notebook, text
from cited.press.publish import tags
from cited.press.publish.formulas import CODE
from cited.press.publish.static import numbered

KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".svg": "svg+xml"}
# `![words](address)`, and the address of a reference that an image takes.
_INLINE = re.compile(r"(?P<before>!\[[^\]]*\]\(\s*<?)(?P<address>[^)\s>]+)")
_USED = re.compile(r"!\[([^\]]*)\](?:\[([^\]]*)\])?(?!\()")
_DEFINED = re.compile(r"(?P<before>^ {0,3}\[(?P<name>[^\]]+)\]:\s*<?)(?P<address>[^\s>]+)", re.MULTILINE)


class MissingPicture(RuntimeError):
    """A cell names a picture that is not there, or not here; the message names cell and line."""


def embedded(notebook: Notebook, folder: Path) -> dict[str, str]:
    """Put the pictures that Markdown and shown HTML name into the cells; return the digest of each file that was read.

    Addresses are relative to `folder`, in which the notebook runs. Raises MissingPicture for a file that is not there,
    for one of another kind, and for the address of another machine: a page asks nothing of the network.
    """
    read: dict[str, str] = {}
    for number, cell in numbered(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and ("![" in source or "<img" in source.lower()):
            cell["source"] = _filled(source, folder, f"cell {number}", read)
        for output in cell.get("outputs", []):
            shown = text(output.get("data", {}).get("text/html", ""))
            if "<img" in shown.lower():
                put = functools.partial(_put, folder, f"cell {number}", read)
                output["data"]["text/html"] = tags.with_values(shown, "img", "src", put)
    return read


def _filled(source: str, folder: Path, place: str, read: dict[str, str]) -> str:
    used = {(name or words).casefold() for words, name in _USED.findall(source)}

    def put(address: str) -> str:
        at = f"{place}, line {source.count(chr(10), 0, source.find(address)) + 1}"
        return _put(folder, at, read, address)

    def picture(match: re.Match[str]) -> str:
        if "name" in match.groupdict() and match["name"].casefold() not in used:
            return match[0]
        return match["before"] + put(match["address"])

    parts = CODE.split(source)
    for at in range(0, len(parts), 2):
        shown = tags.with_values(_INLINE.sub(picture, parts[at]), "img", "src", put)
        parts[at] = _DEFINED.sub(picture, shown)
    return "".join(parts)


def _put(folder: Path, place: str, read: dict[str, str], address: str) -> str:
    """Return the picture at an address as one that the page has in itself."""
    if address.startswith(("data:", "attachment:")):
        return address
    expected = "expected a file of the project beside the notebook, a PNG, JPEG, GIF, WebP or SVG"
    if re.match(r"[a-zA-Z][\w+.-]*:|//", address):
        raise MissingPicture(f"{place}: the picture {address} is on another machine; {expected}: download it")
    path = folder / unquote(address)
    if path.suffix.lower() not in KINDS:
        raise MissingPicture(f"{place}: the picture {address} is of no kind that a page shows; {expected}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingPicture(f"{place}: the picture {address}: {error.strerror}; {expected}") from None
    read[str(path.resolve())] = reads.digest_of(path)
    return f"data:image/{KINDS[path.suffix.lower()]};base64,{base64.b64encode(content).decode()}"
