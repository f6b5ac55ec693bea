"""Stylesheets that a cell shows: they become part of the page, and hold for nothing but what the cell shows.

A page admits a style by its hash. What a style may not do is to write: a number that it puts there leads to no source.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path

from cited import manifest, project, tags
from cited.notebook_json import Notebook, text
from cited.press.publish.assets import token
from cited.press.publish.formulas import CODE
from cited.press.publish.pictures import EXPECTED, MissingFile, address, beside
from cited.press.publish.static import numbered

# A style as an element, whose end a scan has seen.
STYLE = re.compile(r"(<style(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)(.*)(</style\s*>)", re.IGNORECASE | re.DOTALL)
# What a stylesheet takes from elsewhere, and what of it says nothing: comments and what says how it is written.
IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"'()\s;]+)[\"']?\s*\)?([^;]*);?", re.IGNORECASE)
URL = re.compile(r"\burl\(\s*(\"[^\"]*\"|'[^']*'|[^\"'()\s]+)\s*\)", re.IGNORECASE)
SILENT = re.compile(r"/\*.*?\*/|@charset[^;]*;|<!--|-->", re.IGNORECASE | re.DOTALL)
TEXTS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
WRITES = re.compile(r"(?:^|[\s;{])content\s*:", re.IGNORECASE)
OTHER = re.compile(r"@(?!media\b|supports\b|container\b|layer\b)[\w-]+")
# What stands for the whole page is the output's own.
WHOLE = re.compile(r"(^|[{},]\s*)(?::root|html|body)(?=[\s,{.:\[>])", re.IGNORECASE)
# How deep stylesheets may take in each other.
DEEPEST = 10


def embedded(notebook: Notebook, folder: Path) -> dict[str, str]:
    """Put the stylesheets that shown HTML names or has into its output; return the digest of each file that was read.

    Addresses are relative to `folder`. Raises MissingFile for what is not there or not here, and for a style that
    cannot hold for its output alone or writes what leads to no source.
    """
    read: dict[str, str] = {}
    for number, cell in numbered(notebook["cells"]):
        place, source = f"cell {number}", "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            shown = "".join(CODE.split(source)[::2])
            if any(_is_link(tag) or _style(tag) for tag in tags.scan(shown)):
                raise MissingFile(
                    f"{place}: a stylesheet in Markdown, which no page takes; expected it in a cell, by `HTML`"
                )
            continue
        free = "untraced" in cell["metadata"].get("tags", []) or not project.has_ledger()
        for at, output in enumerate(cell.get("outputs", []), start=1):
            data = output.get("data", {})
            if manifest.MIME not in data and "text/html" in data:
                own = _Own(f"own-{number}-{at}", folder, place, read, free)
                data["text/html"] = own.held(text(data["text/html"]))
    return read


def tokens(body: str) -> str:
    """Return what a Content-Security-Policy admits of the styles in the body of a page, each after a blank."""
    sheets, single = dict[str, None](), dict[str, None]()
    for tag in tags.scan(body):
        if sheet := _style(tag):
            sheets[token(sheet[2])] = None
        elif "style" in (tag[4] or "").lower() and (own := tags.attributes(tag).get("style")):
            single[token(own)] = None
    return "".join(f" {one}" for one in (*sheets, *(["'unsafe-hashes'", *single] if single else [])))


def _is_link(tag: re.Match[str]) -> bool:
    """Tell whether a tag names a stylesheet."""
    return (tag[3] or "").lower() == "link" and "stylesheet" in tags.attributes(tag).get("rel", "").lower().split()


def _style(tag: re.Match[str]) -> re.Match[str] | None:
    """Return the beginning, the stylesheet and the end of an element that is one."""
    return STYLE.fullmatch(tag[0]) if (tag[1] or "").lower() == "style" else None


@dataclass
class _Own:
    """The styles of one output: its id on the page, where its files are, its cell, and whether it may write."""

    name: str
    folder: Path
    place: str
    read: dict[str, str]
    free: bool

    def held(self, shown: str) -> str:
        """Return the output with its stylesheets in it, which hold for nothing else."""
        held = tags.replaced(shown, self._element)
        whole = f'<div id="{self.name}">{held}</div>' if held != shown else held
        return tags.with_values(whole, {"*": ("style",)}, self._single)

    def _single(self, _attribute: str, value: str) -> str:
        """Return the value of an attribute that styles one element, with the pictures that it names in it."""
        css = html.unescape(value)
        made = self._files(css, self.folder)
        return html.escape(made) if made != css else value

    def _element(self, tag: re.Match[str]) -> str | None:
        """Return what stands in place of an element that is a stylesheet or names one, and None for any other."""
        if _is_link(tag):
            return f"<style>{self._within(self._linked(tags.attributes(tag).get('href', ''), self.folder))}</style>"
        sheet = _style(tag)
        return f"{sheet[1]}{self._within(sheet[2])}{sheet[3]}" if sheet else None

    def _within(self, css: str) -> str:
        return f"#{self.name}{{{self._sheet(css)}}}"

    def _linked(self, where: str, folder: Path, deep: int = 0) -> str:
        """Return the stylesheet at an address, with what it takes in."""
        path, content = beside(where, folder, f"{self.place}: the stylesheet {where}", self.read, EXPECTED)
        return self._taken_in(content.decode(errors="replace"), path.parent, deep + 1)

    def _taken_in(self, css: str, folder: Path, deep: int = 0) -> str:
        """Return a stylesheet with those that it takes in, and with the pictures that it names, in their places."""
        if deep > DEEPEST:
            raise MissingFile(f"{self.place}: stylesheets that take in each other; expected each to end")

        def imported(rule: re.Match[str]) -> str:
            within = self._linked(rule[1], folder, deep)
            return f"@media {rule[2].strip()}{{{within}}}" if rule[2].strip() else within

        return self._files(IMPORT.sub(imported, SILENT.sub("", css)), folder)

    def _files(self, css: str, folder: Path) -> str:
        """Return a style with the pictures that it names in their places; a place on the page itself stays."""

        def placed(found: re.Match[str]) -> str:
            where = found[1].strip("\"'")
            return found[0] if where.startswith("#") else f"url({address(where, folder, self.place, self.read)})"

        return URL.sub(placed, css)

    def _sheet(self, css: str) -> str:
        """Return a stylesheet that can stand within the braces of a rule."""
        css = self._taken_in(css.replace("<![CDATA[", "").replace("]]>", ""), self.folder)
        plain, depth = TEXTS.sub('""', css), 0
        for sign in re.findall(r"[{}]", plain):
            depth += 1 if sign == "{" else -1
            if depth < 0:
                break
        if depth:
            raise MissingFile(f"{self.place}: a stylesheet whose braces do not match; expected each rule to end")
        if other := OTHER.search(plain):
            raise MissingFile(
                f"{self.place}: a stylesheet with {other[0]}, which cannot hold for one output alone; expected rules "
                "without it"
            )
        if not self.free and WRITES.search(plain):
            raise MissingFile(
                f"{self.place}: a stylesheet with `content`, by which it writes what leads to no source; expected the "
                "words in the output itself, or give the cell the tag `untraced`"
            )
        return WHOLE.sub(r"\1&", css)
