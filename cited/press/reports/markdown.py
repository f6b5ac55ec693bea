"""Pages of the site that are not reports: files of `docs/` in Markdown, which the catalogue lists under `pages`."""

from collections.abc import Mapping
from dataclasses import dataclass

from cited.nearest import suggestion

FOLDER = "docs"
KEYS = ("path", "file")


@dataclass(frozen=True)
class MarkdownPage:
    """A page of the site: its path below `reports/`, without `.html`, the file it is made from, and its Markdown."""

    path: str
    file: str
    text: str


def pages(entries: object, sources: Mapping[str, bytes]) -> tuple[list[MarkdownPage], list[str]]:
    """Return the pages that the catalogue's entries name, and what is wrong with entries, one sentence a fault.

    `sources` has the content of each file by its path in the project, as `plan.sources` returns it.
    """
    if not isinstance(entries, list):
        return [], [f"pages: {entries!r}; expected a list of mappings with {' and '.join(KEYS)}"]
    known = [path for path in sources if path.endswith(".md")]
    pages, faults = [], []
    for number, entry in enumerate(entries, start=1):
        if (
            not isinstance(entry, dict)
            or set(entry) != set(KEYS)
            or not all(isinstance(entry[key], str) for key in KEYS)
        ):
            faults.append(f"page {number}: {entry!r}; expected a mapping with {' and '.join(KEYS)}, each a text")
        elif (file := entry["file"]) not in known:
            faults.append(
                f"page {number}: file {file!r}; expected a Markdown file of {FOLDER}/{suggestion(file, known)}"
            )
        else:
            try:
                pages.append(MarkdownPage(entry["path"], file, sources[file].decode()))
            except UnicodeDecodeError as error:
                faults.append(f"page {number}: {file}, {error.reason} at byte {error.start}; expected UTF-8")
    return pages, faults
