"""What digits `<time>` and `<cite>` may contain: those of a date or a name, never of an amount."""

import html
import re
from collections.abc import Iterator

# An element, with a sign before it and the words after it, which make an amount of what is in it.
KINDS, REACH = ("time", "cite"), 12
ELEMENT = re.compile(rf"(.?)<({'|'.join(KINDS)})\b[^>]*>(.*?)</\2\s*>(?=([^<\n]{{0,{REACH}}}))", re.DOTALL | re.I)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\s,;()“”\"]+")
CURRENCY = "$€£¥"
# After a number these make an amount.
AMOUNT = re.compile(
    rf"[{CURRENCY}]\s*\d"
    rf"|\d\s*[–-]?\s*(?:%|[{CURRENCY}]|(?:per ?cent|hundred|thousand|[mbtr]+illion|bn|mn|tn|USD|EUR)\b)",
    re.I,
)
MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|century|centuries", re.I)
YEAR = r"(?:1\d{3}|20\d\d|21\d\d)"
MOMENT = re.compile(
    rf"{YEAR}(?:s|[-/–](?:{YEAR}|\d\d)s?|-\d\d(?:-\d\d)?(?:/{YEAR}-\d\d(?:-\d\d)?)?)?|Q[1-4]|[0-2]?\d:[0-5]\d|\d0s|{YEAR}-?Q[1-4]"
)
DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?:[-–](?:[12]?\d|3[01])(?:st|nd|rd|th)?)?")
# A name has its digits beside a capital letter, as G20 and COVID-19, or is a word with one and a number: Agenda 2030.
MIXED = re.compile(r"[^\W\d_][\w+./-]*|\d+[-–]?[A-Z][\w-]*|\d+[-–][a-z]+")
SHORTENED = re.compile(r"\d+(?:[KMBT]|BN|MN|TN|KM|KG)", re.I)
NUMBER = re.compile(r"\d{1,4}")


def fault(kind: str, text: str, before: str = "", after: str = "") -> str:
    """Return what is wrong with the text of a `<time>` or a `<cite>`, and what to do; nothing if nothing is."""
    if not any(map(str.isnumeric, text)):
        return ""
    known = {"time": ("date", _date), "cite": ("name", _name)}
    noun, fits = known[kind.lower()]
    if fits(text) and not AMOUNT.search(f"{before}{text}{after}"):
        return ""
    return f"<{kind}>{text}</{kind}> is not a {noun}; put a number there by `sentence`, from a figure or a calculation"


def faults(source: str) -> Iterator[tuple[str, int]]:
    """Give what is wrong with each `<time>` and `<cite>` of some HTML, and the place in it."""
    for match in ELEMENT.finditer(source) if "<" in source else ():
        before, kind, text, after = match.groups()
        text = html.unescape(TAG.sub("", text))
        if said := fault(kind, " ".join(text.split()), before, after):
            yield said, match.start()


def _date(text: str) -> bool:
    days = bool(MONTH.search(text))
    return all(
        MOMENT.fullmatch(word) or (days and DAY.fullmatch(word)) for word in _numbered(text) if word not in ("~", "?")
    )


def _name(text: str) -> bool:
    words = WORD.findall(text)
    for at, word in enumerate(words):
        bare = word.strip(".:!?’'")
        if not any(map(str.isnumeric, bare)):
            continue
        after_name = at > 0 and words[at - 1][:1].isupper()
        if not (MIXED.fullmatch(bare) and not SHORTENED.fullmatch(bare)) and not (
            NUMBER.fullmatch(bare) and after_name
        ):
            return False
    return True


def _numbered(text: str) -> list[str]:
    return [word.strip(".:~?’'") for word in WORD.findall(text) if any(map(str.isnumeric, word))]
