"""Documents as text: plain text, Markdown, HTML, PDF and office files, read into one physical line per paragraph."""

import codecs
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cited import project
from cited.files import check_given
from cited.intake.formats import alphabets, titles
from cited.intake.language.words import SCALES, VALUES, either
from cited.nearest import suggestion

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

MOST = 5_000_000
# What a file begins with that is none of the kinds read here.
_SIGNATURES = {
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a rich text file",
}
_EXPECTED = "expected plain text, Markdown, HTML, a PDF with text, .docx, .odt, .xlsx, .ods, .csv or .eml"
# A document of more lines than this is not text that anyone reads.
MOST_LINES = 500_000
# Before lines are joined to paragraphs.
_MOST_ENDS = 4 * MOST_LINES
# A text has no more numbers than these; and where it has many, it has more other words.
MOST_NUMBERS, MANY_NUMBERS = 100_000, 20_000
_WESTERN = "cp1252"
# Signs that stand within no word: a text in which they do is of another encoding.
_WITHIN = re.compile(r"[^\W\d_][¿³¹¼¾£¥¶][^\W\d_]")
_NUMBERS = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{either([*VALUES, *SCALES])})\b", re.IGNORECASE)
_WORDS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# Nobody saves a text in the pages of DOS any more, and they fit everything.
_DOS = [f"cp{page}" for page in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869)]
_MACINTOSH = [f"mac_{page}" for page in ("roman", "iceland", "greek", "cyrillic", "latin2", "turkish", "croatian")]


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
    from cited.intake.formats import plain

    check_given(path)
    try:
        content = path.read_bytes()
    except PermissionError:
        raise
    except FileNotFoundError as error:
        beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
        raise project.InputError(f"{path}: {error.strerror}{suggestion(path.name, beside)}; {_EXPECTED}") from None
    except IsADirectoryError:
        raise project.InputError(f"{path}: a folder; {_EXPECTED}") from None
    except OSError as error:
        raise project.InputError(f"{path}: {error.strerror}; {_EXPECTED}") from None
    if not content.strip():
        raise project.InputError(f"{path}: the file is empty; {_EXPECTED}")
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise project.InputError(f"{path}: {what}; {_EXPECTED}: save it as one of them")
    if what := _cut_off(content):
        raise project.InputError(
            f"{path}: {what} is cut off: its end is missing, as of a file that was half saved or half downloaded; "
            "expected a whole one: save or download it again"
        )
    lines, title, remark = _read(path, content)
    if not any(character.isalnum() for line in lines for character in line):
        raise project.InputError(f"{path}: nothing in it can be read as text; {_EXPECTED}")
    lines, broken = plain.broken(lines)
    size = sum(map(len, lines)) + len(lines)
    if size > MOST or len(lines) > MOST_LINES:
        raise project.InputError(
            f"{path}: {size / 1_000_000:.1f} million characters in {len(lines):,} lines; expected at most "
            f"{MOST // 1_000_000} million in {MOST_LINES:,}: give each part its own file"
        )
    _check_numbers(path, lines)
    if broken:
        remark = f"{remark} Lines of more than {plain.LONGEST:,} characters were broken.".strip()
    return Document("\n".join(lines), title, remark)


def _check_numbers(path: Path, lines: list[str]) -> None:
    """Raise `project.InputError` where a file has more numbers than any text, or many, and few other words."""
    numbers = sum(len(_NUMBERS.findall(line)) for line in lines)
    advice = "give each part its own file, and leave tables of data to `cited series`"
    if numbers > MOST_NUMBERS:
        raise project.InputError(
            f"{path}: {numbers:,} numbers; expected at most {MOST_NUMBERS:,}, as a text has: {advice}"
        )
    others = sum(len(_WORDS.findall(line)) for line in lines) - numbers
    if numbers > MANY_NUMBERS and 2 * others < 3 * numbers:
        raise project.InputError(
            f"{path}: {numbers:,} numbers, and {others:,} other words; expected at least three words to two numbers, "
            f"as a text with more than {MANY_NUMBERS:,} has: {advice}"
        )


def _cut_off(content: bytes) -> str:
    """What kind of file some bytes are only the beginning of, empty where they are whole or have no mark of an end."""
    if b"%PDF-" in content[:1024] and b"startxref" not in content:
        return "the PDF"
    # The directory of a zip file stands at its end, a comment of 64 kB at most after it.
    if content.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in content[-70_000:]:
        return "the file"
    return ""


def _read(path: Path, content: bytes) -> tuple[list[str], str, str]:
    """The lines of a file of any kind, its title and a remark."""
    if content.startswith(b"PK\x03\x04"):
        return _office(path, content)
    if b"%PDF-" in content[:1024]:
        from cited.intake.formats import pdf

        lines, title, pages = pdf.read(path, content)
        many = f"{pages} page" if pages == 1 else f"{pages} pages"
        return [*lines, ""], title, f"Read from a PDF of {many}, lines joined to paragraphs."
    if re.search(rb"(?i)^MIME-Version:", content[:20_000], re.MULTILINE):
        from cited.intake.formats import mail

        if mail.is_mail(content):
            lines, title = mail.read(path, content)
            return [*lines, ""], title, "Read from a mail, without its attachments."
    text, encoding = _decoded(path, content)
    named = f"Read as {encoding}." if encoding else ""
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or re.match(
        r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html)\b",
        text.lstrip()[:20_000],
        re.IGNORECASE | re.DOTALL,
    ):
        from cited.intake.formats import markup

        try:
            lines, title = markup.read(text)
        except ValueError as error:
            raise project.InputError(f"{path}: {error}: save its text as plain text") from error
        return [*lines, ""], title, f"{named} Read from HTML.".strip()
    from cited.intake.formats import plain

    if (ends := text.count("\n")) > _MOST_ENDS:
        raise project.InputError(
            f"{path}: {ends:,} line ends; expected at most {_MOST_ENDS:,}: give each part its own file"
        )
    lines, remark = plain.read(text)
    if path.suffix.lower() == ".csv" and (table := plain.table(text)):
        return [*table, ""], "", f"{named} Read as a table.".strip()
    title = next((line.strip(" #*_") for line in lines if line.strip(" #*_=-")), "")
    return lines, title[:200], f"{named} {remark}".strip()


def _office(path: Path, content: bytes) -> tuple[list[str], str, str]:
    from cited.intake.formats import office, opendocument

    kind = office.kind(path, content)
    readers = {
        "docx": (office.docx, "a Word document"),
        "odt": (opendocument.read, "an OpenDocument text"),
        "sheet": (office.sheet, "a workbook"),
    }
    if kind not in readers:
        raise project.InputError(f"{path}: a zip file; {_EXPECTED}: save it as one of them")
    read, what = readers[kind]
    lines, title = read(path, content)
    opening = next((line for line in lines if line.strip() and not line.startswith("|")), "")
    return [*lines, ""], titles.first([title, opening]), f"Read from {what}."


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
    return re.sub(r"\r\n?|[\f\v\x85\u2028\u2029]", "\n", text), encoding


def _mixed(content: bytes) -> tuple[str, str]:
    """The text of bytes that are mostly UTF-8, what is not read as Windows has it; empty where they are otherwise."""
    other = [0]

    def western(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        other[0] += 1
        return content[error.start : error.end].decode(_WESTERN, "replace"), error.end

    codecs.register_error("western", western)
    text = content.decode("utf-8-sig", "western")
    many = sum(ord(character) > 127 for character in text) - other[0]
    if many < 2 * other[0]:
        return "", ""
    return text, f"UTF-8, in {other[0]:,} places as {_WESTERN}"


def _misfit(one: "CharsetMatch") -> tuple[float, float]:
    """How badly a text reads in an encoding: its disorder, then how little it is like any language."""
    return one.percent_chaos, -one.percent_coherence


def _legacy(path: Path, content: bytes) -> tuple[str, str]:
    import charset_normalizer

    if (mixed := _mixed(content))[0]:
        return mixed
    if central := alphabets.central(content):
        return content.decode(central, "replace"), central.replace("_", "-")
    # Who saved in the pages of the old Macintosh ended lines as it did.
    unlikely = _DOS if b"\r" in content and b"\n" not in content else [*_DOS, *_MACINTOSH]
    guesses = charset_normalizer.from_bytes(content[:200_000], cp_exclusion=unlikely)
    fit = [one for one in guesses if not _WITHIN.search(str(one))]
    best = fit[0] if fit else guesses.best()
    # Of two that fit as well, the western one is the commoner; in the central one its £ would be an Ł.
    western = next((one for one in fit if _WESTERN in one.could_be_from_charset), None)
    if best and western and _misfit(western) <= _misfit(best):
        best = western
    try:
        if best is None or best.encoding == "utf_8":
            raise UnicodeError
        encoding = _WESTERN if best is western else best.encoding
        if encoding == _WESTERN and b"\xa4" in content and not re.search(rb"[\x80-\x9f]", content):
            # The euro sign of Unix; the sign that Windows has there nobody prints.
            encoding = "iso8859_15"
        return content.decode(encoding), encoding.replace("_", "-")
    except (UnicodeError, LookupError):
        raise project.InputError(f"{path}: its encoding is not known; expected UTF-8: save it as that") from None
