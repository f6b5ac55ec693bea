"""Numbers that hide from a look at digits: in words, through markup, as code, or as what a formula comes to; and years.

The years of which a report speaks are dates; others would be numbers without a source.
"""

import html
import re
from collections.abc import Mapping

from cited import html_contract, number_words, tags
from cited.notebook_json import Notebook, text
from cited.press.publish import formulas, orphans

# What marks Markdown and is not read; and a number of some digits that is written as code, years apart.
MARKS = re.compile(r"<[^>]*>|[*_~\[]|\]\([^)]*\)|\\(?=\n)")
# What a formula says of a value, by a number of several digits that ends it, is a number like one in prose.
AS_FORMULA = re.compile(
    r"(?:[=≈<>~]|\\(?:approx|sim|g?eq?|leq?)\b)[\s$€£{}\\,-]*\d(?:[\d.,{}\s]|\\,)*\d[\s{}]*(?:\\%)?\s*$"
)
AS_CODE = re.compile(r"(?<!`)`(?!(?:1[5-9]|20)\d\d`)[$€£¥]?\d[\d.,  ]+%?`(?=\s+[^\W\d_])")
YEAR = re.compile(r"(?<![\w.,/>-])(1[5-9]\d{2}|20\d{2})(?![\w/]|[.,-]\d)")


def says_value(source: str) -> bool:
    """Tell whether a formula of some Markdown says what something comes to."""
    return any(AS_FORMULA.search(match[2] or match[3]) for match in formulas.FORMULA.finditer(source))


def read(shown: str) -> list[str]:
    """Return what a reader reads of some HTML where it says a number in words, `VALUE` for what has a source."""
    return [text for text in orphans.read(shown, number_words.VALUE) if number_words.find(text)]


def plain(source: str) -> str:
    """Return Markdown without what only marks it: as many numbers in words as a reader sees, or more."""
    return MARKS.sub("", html.unescape(source))


def possible(source: str) -> bool:
    """Tell whether Markdown may say a number: what then is found in its HTML is what counts."""
    return number_words.typed(plain(formulas.CODE.sub("", source))) or bool(AS_CODE.search(source))


def first(text: str, source: str) -> tuple[str, int]:
    """Return the first number in words of a text, and the line of the Markdown that says it."""
    word = number_words.find(text)[0]
    lines = enumerate(source.split("\n"), start=1)
    return word, next((at for at, line in lines if word in number_words.find(plain(line))), 1)


def quoted(text: str) -> str:
    """Return the beginning of a text for a message."""
    return repr(text[:80].replace(number_words.VALUE, "…"))


def digits(text: str, source: str) -> tuple[str, int]:
    """Return the first word with a digit of a text, and the line of the Markdown that has it."""
    word = next((word for word in text.split() if any(map(str.isnumeric, word))), text).strip(".,;:!?()“”\"'")
    return word, line_of(word, source)


def line_of(text: str, source: str) -> int:
    """Return the line of a source in which a text begins, the first where it has none."""
    return source.count("\n", 0, max(0, source.find(text))) + 1


def as_time(year: str) -> str:
    """Return a year marked as one of which the report speaks."""
    return f"<time>{year}</time>"


def years(notebook: Notebook, values: Mapping[str, object]) -> dict[str, str]:
    """Return how each year of which the report speaks is marked: its parameters, and the periods that it shows."""
    said: dict[str, str] = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for period in tags.texts(text(output.get("data", {}).get("text/html", "")), "time"):
                said |= {year: as_time(year) for year in re.findall(r"\b\d{4}\b", period)}
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            for year in re.findall(r"\b\d{4}\b", str(one)):
                said[year] = f'<span {html_contract.PARAMETER}="{html.escape(name)}">{year}</span>'
    return said
