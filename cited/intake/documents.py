"""Documents as text: plain text, Markdown, HTML and PDF files, read into one physical line a paragraph."""

import io
import itertools
import logging
import re
import statistics
import unicodedata
from pathlib import Path
from typing import NamedTuple

from cited import project

_words = str.split
MOST = 5_000_000
_BLOCKS = _words(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section table tr ul"
)
# Where a block begins or ends; no text has this character.
_BREAK = "\ue000"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What a file begins with that is none of the kinds read here.
_SIGNATURES = {
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a rich text file",
}
# A line end between a number and its scale: `$3.7` and, in the next line, `million`.
_PARTED = re.compile(r"(?<=\d)[ \t]*\n[ \t]*(?=(?:hundred|thousand|million|billion|trillion|per ?cent)\b)")
_EXPECTED = "expected plain text, Markdown, HTML or a PDF with text"


class Document(NamedTuple):
    """What was read of a file: its text, its title as far as it says one, and what to know of the reading."""

    text: str
    title: str
    remark: str


def document(path: Path) -> Document:
    """Return what a file says.

    Raises `project.InputError`, with what is wrong, where it is missing, empty, binary, too long, damaged,
    locked, or a scan without text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise project.InputError(f"{path}: {error.strerror}; {_EXPECTED}") from None
    if not content.strip():
        raise project.InputError(f"{path}: the file is empty; {_EXPECTED}")
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise project.InputError(f"{path}: {what}; {_EXPECTED}: save it as one of them")
    if b"%PDF-" in content[:1024]:
        found = _pdf(path, content)
    else:
        text, encoding = _decoded(path, content)
        if path.suffix.lower() in (".html", ".htm", ".xhtml") or re.match(r"\s*<(?:!doctype html|html)\b", text, re.I):
            found = _html(text)
        else:
            found = _plain(text)
        if encoding:
            found = found._replace(remark=" ".join(filter(None, (f"Read as {encoding}.", found.remark))))
    if not any(character.isalnum() for character in found.text):
        raise project.InputError(f"{path}: nothing in it can be read as text; {_EXPECTED}")
    if len(found.text) > MOST:
        size = len(found.text) / 1_000_000
        raise project.InputError(
            f"{path}: {size:.1f} million characters; expected at most {MOST // 1_000_000} million: "
            "give each part its own file"
        )
    return found


def reflow(lines: list[str]) -> list[str]:
    """Return paragraphs of lines that were wrapped at a width, so that no number is parted from its unit.

    A line goes on in the next where it is nearly as wide as the text and neither ends a sentence before a
    capital nor stands before a blank line, a list item or a heading.
    """
    widths = [len(line) for line in lines if line.strip()]
    width = statistics.quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    paragraphs: list[str] = []
    going = False
    for line in lines:
        text = line.strip()
        opens = bool(re.match(r"(?:[-*•#>|]|\(?\d{1,3}[.)]|\[\d+\])\s", text))
        if going and text and not opens:
            last = paragraphs[-1]
            if last.endswith("-") and last[-2:-1].isalpha() and text[0].islower():
                paragraphs[-1] = last[:-1] + text
            else:
                paragraphs[-1] = f"{last} {text}"
        else:
            paragraphs.append(text)
        going = bool(text) and len(line.rstrip()) >= 0.75 * width
    return paragraphs


def _plain(text: str) -> Document:
    lines = text.split("\n")
    remark = ""
    if _wrapped(lines):
        lines, remark = reflow(lines), "Lines wrapped at a width were joined to paragraphs."
    elif _PARTED.search(text):
        lines, remark = _PARTED.sub(" ", text).split("\n"), "Lines that parted a number from its scale were joined."
    title = next((line.strip(" #*_") for line in lines if line.strip(" #*_=-")), "")
    return Document("\n".join(lines), title[:200], remark)


def _wrapped(lines: list[str]) -> bool:
    """Whether most lines that go on in the next are about as wide as each other."""
    going = [line.rstrip() for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    inner = [len(line) for line in going]
    # Lines that are sentences of their own are no wrapped ones.
    if len(inner) < 8 or sum(line.endswith((".", "!", "?")) for line in going) > len(inner) / 2:
        return False
    width = statistics.quantiles(inner, n=10)[-1]
    return 40 <= width <= 120 and sum(0.75 * width <= length <= 1.1 * width for length in inner) > 0.7 * len(inner)


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    """The text of some bytes and the encoding, empty for UTF-8."""
    encoding = ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "UTF-16"
    if not encoding and b"\0" in content:
        raise project.InputError(f"{path}: a binary file; {_EXPECTED}")
    try:
        text = content.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError:
        text, encoding = _legacy(path, content)
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\x85" for c in text[:100_000])
    if controls > 0.01 * min(len(text), 100_000):
        raise project.InputError(f"{path}: a binary file; {_EXPECTED}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"), encoding


def _legacy(path: Path, content: bytes) -> tuple[str, str]:
    import charset_normalizer

    best = charset_normalizer.from_bytes(content[:200_000]).best()
    try:
        if best is None or best.encoding == "utf_8":
            raise UnicodeError
        return content.decode(best.encoding), best.encoding.replace("_", "-")
    except (UnicodeError, LookupError):
        raise project.InputError(f"{path}: its encoding is not known; expected UTF-8: save it as that") from None


def _html(text: str) -> Document:
    import bs4

    soup = bs4.BeautifulSoup(text, "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup(["script", "style", "template", "noscript", "svg", "head"]):
        tag.decompose()
    for tag in soup(["sup", "sub"]):
        inner = tag.get_text().strip()
        # A raised marker must not run into the number before it: 2012 and note 6 are not 20126.
        tag.replace_with(inner.translate(_SUPERSCRIPT) if inner.isdecimal() and tag.name == "sup" else inner)
    for tag in soup(_BLOCKS):
        tag.insert_before(_BREAK)
        tag.insert_after(_BREAK)
    for tag in soup(["td", "th"]):
        tag.insert_after(" | ")
    # The page's own line feeds are blanks.
    lines = [line.strip(" |") for line in re.sub(r"\s+", " ", soup.get_text()).split(_BREAK)]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return Document("\n".join(kept).strip("\n") + "\n", title[:200], "Read from HTML.")


def _pdf(path: Path, content: bytes) -> Document:
    import pypdf

    # pypdf reports every oddity of a file; what matters comes as an error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise project.InputError(f"{path}: the PDF is locked with a password; expected one that is not")
        pages = [page.extract_text() or "" for page in reader.pages]
        title = str((reader.metadata or {}).get("/Title") or "")
    except project.InputError:
        raise
    except Exception as error:
        # What a damaged file makes the library raise is not documented; a person needs the file's name.
        raise project.InputError(
            f"{path}: the PDF cannot be read ({type(error).__name__}); expected a whole PDF"
        ) from None
    if not any(page.strip() for page in pages):
        raise project.InputError(
            f"{path}: a PDF without text, probably scanned; expected one with text: recognise it first"
        )
    lines = reflow("\n\n".join(pages).split("\n"))
    title = title.strip() or next((line for line in lines if line), "")
    return Document(
        "\n".join(lines) + "\n", title[:200], f"Read from a PDF of {len(pages)} pages, lines joined to paragraphs."
    )
