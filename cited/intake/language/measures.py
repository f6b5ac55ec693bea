"""The table of units, units.csv: currencies, measures, scales and nouns; and the patterns of both directions."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from cited.intake.language import unit_table


class Unit(NamedTuple):
    """What a sign or a name says: the ledger's unit, what it multiplies a number by, and of what kind it is."""

    code: str
    factor: float
    kind: str


def either(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first.

    Words that begin alike share their beginning, so that a place where none stands is left after a character.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    ends = by_letter.pop("", None)
    parts = [_beginning(letter, dict.fromkeys(rest)) for letter, rest in by_letter.items()]
    return "|".join(parts + [""] * (ends is not None))


def _beginning(letter: str, rest: Iterable[str]) -> str:
    """A pattern of words that begin with a letter, by what follows it."""
    rest = list(rest)
    if len(rest) == 1:
        return re.escape(letter + rest[0])
    least, most = min(rest), max(rest)
    shared = next((end for end, own in enumerate(least) if most[end] != own), len(least))
    return f"{re.escape(letter + least[:shared])}(?:{either(word[shared:] for word in rest)})"


ROWS = unit_table.rows()
# Signs before an amount → currency; signs and names after a number → unit.
BEFORE: dict[str, str] = {}
SIGNS: dict[str, Unit] = {}
NAMES: dict[str, Unit] = {}
SCALES: dict[str, float] = {}
PEOPLE: set[str] = set()
NOUNS: dict[str, str] = {}
for _row in ROWS:
    _after = [word for word in _row["after"].split("|") if word]
    _names = [word for word in _row["names"].split("|") if word]
    if _row["kind"] == "scale":
        SCALES |= dict.fromkeys([*_after, *_names], float(_row["factor"]))
    elif _row["kind"] == "noun":
        NOUNS |= dict.fromkeys(_names, _row["code"])
        SIGNS |= {word: Unit(_row["code"], 1.0, "noun") for word in _after}
        PEOPLE |= set(_names) if _row["code"] == "persons" else set()
    else:
        _unit = Unit(_row["code"], float(_row["factor"]), _row["kind"])
        BEFORE |= {word: _row["code"] for word in _row["before"].split("|") if word}
        SIGNS |= {word: _unit for word in _after if word not in SIGNS}
        NAMES |= {word.lower(): _unit for word in _names if word.lower() not in NAMES}
_DOLLAR, _SHILLING = re.compile(r"([A-Z]{1,3})\$"), re.compile(r"([KTU])(Sh|sh)")


def _spread(sign: str) -> list[str]:
    """A sign as it is printed with blanks or stops, too: N.T.$ and NT $, K Sh and K.Sh., Kshs."""
    if match := _DOLLAR.fullmatch(sign):
        stops = "".join(f"{letter}." for letter in match[1])
        return [f"{stops}$", f"{stops} $"] + [f"{match[1]} $"] * (len(match[1]) > 1)
    if match := _SHILLING.fullmatch(sign):
        gaps, ends = ("", " ", ".", ". "), ("", "s", ".", "s.")
        return [f"{match[1]}{gap}{match[2]}{end}" for gap in gaps for end in ends]
    return []


BEFORE = {printed: code for sign, code in BEFORE.items() for printed in _spread(sign)} | BEFORE
# Reports of companies print currency and scale in one word: TEUR, MSEK, USDm.
FACTORS: dict[str, float] = {}
for _code in str.split("EUR USD GBP CHF SEK NOK DKK CAD AUD PLN CZK HUF SGD"):
    _written = {f"{letter}{_code}": 1e3 for letter in "TKk"} | {f"{_code}k": 1e3}
    _written |= {f"{_code}{letter}": 1e6 for letter in ("m", "mn")} | {f"M{_code}": 1e6, f"{_code}bn": 1e9}
    FACTORS |= _written
    BEFORE |= dict.fromkeys(_written, _code)
    SIGNS |= {word: Unit(_code, factor, "currency") for word, factor in _written.items()}
FACTORS |= {"T€": 1e3, "k€": 1e3, "M€": 1e6, "€m": 1e6, "€k": 1e3, "€bn": 1e9, "£m": 1e6, "£k": 1e3, "£bn": 1e9}
BEFORE |= {word: "EUR" if "€" in word else "GBP" for word in FACTORS if word not in BEFORE}
SIGNS |= {word: Unit("EUR", FACTORS[word], "currency") for word in ("T€", "k€", "M€")}
CURRENCIES = {row["code"] for row in ROWS if row["kind"] == "currency"}
CODES = {row["code"] for row in ROWS if row["kind"] == "measure"} | {"rank", "cents"}
PERSON = re.compile(
    r"[a-z-]{2,}(?:ists|ians|women|smen|men|people|folk|goers|dwellers|workers|s-in-law|s-by)|(?:over|under)-\d\ds?"
    r"|[A-Z][a-z]+(?:ians|eans|icans|iards|riots|stanis)|Germans|Romans"
    r"|Afghans|Iraqis"
    r"|Israelis|Saudis|Yemenis|Kuwaitis|Qataris|Bangladeshis|Nepalis|Somalis|Swedes|Danes|Finns|Poles|Turks|Greeks"
    r"|Czechs"
    r"|Slovaks|Slovenes|Serbs|Croats|Arabs|Kurds|Thais|Scots|Britons|Uzbeks|Kazakhs|Tajiks|Tatars|Uyghurs|Tibetans"
    r"|Balts|Filipinos|Latinos|[A-Z][a-z]+landers"
    r"|Letts|Magyars|Moroccans|Jews|Muslims|Christians|Hindus|Sikhs|Buddhists|Catholics|Protestants"
)

# Letters that say too little by themselves stand at the digits, or before grouped or scaled ones.
_SHORT = {word for word in BEFORE if word.isalpha() and (len(word) < 3 and word not in ("Rs", "RM", "Tk", "Rp", "Re"))}
_SHORT |= {"COP", "MT"}
_LONG = either(word for word in BEFORE if word not in _SHORT)
CURRENCY = either(BEFORE)
_MONEY = re.compile(
    rf"(?<![A-Za-z$€£])(?P<first>[-−–+]\s?)?(?P<money>{_LONG})\s?(?P<second>[-−–+]\s?)?$"
    rf"|(?<![A-Za-z$€£&.-])(?P<short>{either(sorted(_SHORT))})$|(?<![A-Za-z$])(?P<spaced>LE|TL|KD|SR|QR|Dh|COP|Br)\s$"
)
_FIRM = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d+\.\d\d\b")
# N305, where the sentence speaks of naira or has a sum in them; N95 masks are none.
_NAIRA = re.compile(
    r"\bnaira\b|\bN\d{1,3}(?:,\d{3})+\b|\bN\d[\d.,]* ?(?:trillion|billion|million|trn|bn)\b", re.IGNORECASE
)
_PLAIN, _MASKS = re.compile(r"\d{1,4}"), re.compile(r" (?:masks?|respirators?)\b")
# Signs of one letter that only stand at the digits; and those that also follow a blank.
_GLUED = {"p", "c", "x", "×", "q", "V", "L", "mi", "t", "m", "g", "l", "h", "W", "pt", "kn", "M/T", "gr", "ct", "bl"}
_APART = {"t", "m", "g", "l", "h", "W", "V", "kn", "ct", "bl"}
_SIGN = re.compile(
    rf"(?:(?P<blank>[ -]?)(?P<sign>{either(word for word in SIGNS if word not in _GLUED)})"
    rf"|(?P<glued>{either(sorted(_GLUED))})|[ ](?P<apart>{either(sorted(_APART))}))"
    r"(?![A-Za-z0-9²³₂]|(?<=[A-Za-z])['’][a-z]|<sup>\d)"
)
# `ct` is a carat where the text speaks of what is weighed in it, else a cent.
_GEMS = re.compile(r"\b(?:diamond|gem|carat|jewel|stone|gold|emerald|ruby|sapphire)", re.IGNORECASE)
# `MT` are million tonnes where a country's output or freight is spoken of, else metric tons.
_UP_TO_FOUR = re.compile(r"(?<![\d.,])\d{1,4}(?:\.\d+)?$")
_TRADE = re.compile(
    r"\b(?:coal|freight|cement|steel|crude|iron ore|ores?|production|output|harvest|crops?|cargo|throughput|foodgrains?"
    r"|capacity|emissions|LNG)\b",
    re.IGNORECASE,
)
_RATIONS = re.compile(
    r"\b(?:distribut\w+|dispatch\w+|deliver\w+|WFP|rations?|beneficiar\w+|airlift\w*|airdrop\w*|convoys?|trucks?|aid"
    r"|relief|prepositioned|lost|stolen|looted)\b",
    re.IGNORECASE,
)
# `nm` is a nanometre where the text speaks of chips or of light, else a nautical mile.
_TINY = re.compile(
    r"\b(?:chip\w*|semiconductor\w*|wafer\w*|node|process|yield|lithograph\w*|transistor\w*|fabs?|foundr\w+"
    r"|wavelength\w*|light|laser\w*|particle\w*|nano\w+|smartphone\w*|processor\w*)\b",
    re.IGNORECASE,
)
# Meters are devices where a text speaks of those that are read, else a length.
_DEVICES = re.compile(
    r"\b(?:smart|electricity|gas|water|power|prepaid|prepayment|parking|faulty|broken)[ -]meters?\b"
    r"|\bmeter[ -](?:read|install|roll-?out|replace)\w*|\bmeters (?:that |which )?(?:were |are |have been |had been )?"
    r"(?:installed|replaced|read|fitted|swapped|tampered|repaired)\b",
    re.IGNORECASE,
)
# Grand pianos and grand juries, but a hundred grand for it.
_GRAND = re.compile(
    r" (?!(?:an?|the|to|for|in|on|per|each|every|more|less|at|from|and|or|of|off|just|if|is|was|were|by|when|with|this"
    r"|last|next|out|up|down|into|over|back|than|but|worth|apiece|short|left|extra|too|because|that|who|which|we|he|she"
    r"|they|you|i|it|as|my|his|her|their|our|your|before|after|between|altogether|annually|a-year)\b)[A-Za-z]"
)
_CJK = re.compile(rf"\s?(?P<sign>{either(word for word in SIGNS if word > '⺀')})")
_NAME = re.compile(
    rf"[ -]?(?:d['’]|de[ ](?=\w)|of[ ](?=\w))?(?:(?:working|consecutive|straight|successive|full|whole"
    rf"|more|additional|calendar"
    rf"|business|long|short|other|further|extra)[ ](?=(?:year|month|week|day|hour|minute)))?"
    rf"(?P<name>{either(NAMES)})(?P<old>-old|-olds)?(?!\w|['’]t\b)",
    re.IGNORECASE,
)


class Money(NamedTuple):
    """The currency that stands before a number: its code, where it begins, its sign, how it is printed, and what it
    multiplies by."""

    code: str
    start: int
    sign: int
    printed: str
    factor: float = 1.0


def before(text: str, start: int, end: int, floor: int, scaled: bool) -> Money | None:
    """Return the currency before the number at `start` to `end`, not before `floor`; None where there is none."""
    left = text[max(floor, start - 14) : start]
    match = _MONEY.search(left)
    if not match:
        return None
    weak = match["short"] or match["spaced"]
    naira = weak == "N" and _NAIRA.search(text) and _PLAIN.fullmatch(text, start, end) and not _MASKS.match(text, end)
    if weak and not scaled and not naira and not _FIRM.match(text, start, end):
        return None
    printed = match["money"] or weak
    begin = start - len(left) + match.start()
    signs = (match["first"] or "") + (match["second"] or "")
    if match["first"] and match["first"][0] in "-–" and match["first"].endswith(" "):
        # A dash with a blank after it parts a sentence.
        begin, signs = begin + len(match["first"]), match["second"] or ""
    elif match["first"] and begin and (text[begin - 1].isalnum() or text[begin - 1] in ")%"):
        # A dash that joins two numbers is not a sign.
        begin, signs = begin + len(match["first"]), match["second"] or ""
    sign = -1 if any(mark in signs for mark in "-−–") else 1
    return Money(BEFORE[printed], begin, sign, printed, FACTORS.get(printed, 1.0))


def after(text: str, end: int) -> tuple[Unit, int] | None:
    """Return the unit whose sign or name stands directly after a number's end, and where it ends; None without."""
    if match := _CJK.match(text, end):
        return SIGNS[match["sign"]], match.end()
    sign, name = _SIGN.match(text, end), _NAME.match(text, end)
    if name and name["name"].lower() == "meters" and _DEVICES.search(text):
        return Unit("meters", 1.0, "noun"), name.end()
    if name and name["name"].lower() == "second" and text[name.end() :][:1] == "-" and text[end : end + 1] == " ":
        # 46 second-hand buses.
        name = None
    if name and name["name"].lower() == "grand" and _GRAND.match(text, name.end()):
        name = None
    if name and (not sign or name.end() >= sign.end()):
        return NAMES[name["name"].lower()], name.end()
    if sign:
        printed = sign["sign"] or sign["glued"] or sign["apart"]
        if printed == "ct" and not _GEMS.search(text):
            return NAMES["cent"], sign.end()
        if printed in ("MT", "mt") and _is_mega(text, end, sign.end()):
            return NAMES["megatonne"], sign.end()
        if printed == "nm" and _TINY.search(text):
            return NAMES["nanometre"], sign.end()
        if printed.endswith(".") and not printed.endswith("p.") and _ends_sentence(text, sign.end()):
            return SIGNS[printed], sign.end() - 1
        return SIGNS[printed], sign.end()
    return None


def _is_mega(text: str, end: int, after: int) -> bool:
    """Whether MT after a number that ends at `end` are million tonnes: those of a whole trade, not of a convoy."""
    match = _UP_TO_FOUR.search(text[max(0, end - 8) : end])
    near = text[max(0, end - 150) : after + 60]
    if not match or _RATIONS.search(near):
        return False
    return bool("." in match[0] and end + 2 == after and text[after - 2 : after] == "mt") or bool(_TRADE.search(near))


def _ends_sentence(text: str, end: int) -> bool:
    return end >= len(text) or bool(re.match(r"\s+[A-Z“\"]|\s*$", text[end:]))


def currency(money: str, text: str) -> str:
    """Return the ISO code of a currency as printed; ¥ is yuan where the text speaks of it."""
    if money in ("¥", "￥") and re.search(r"\b(?:yuan|renminbi|RMB|CNY)\b", text):
        return "CNY"
    return BEFORE[money]
