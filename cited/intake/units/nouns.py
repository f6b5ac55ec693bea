"""Nouns: what a number counts, by the words after it."""

import re

from cited.intake.language.measures import NOUNS, PEOPLE
from cited.intake.language.noun_words import ATTRIBUTES, HEADS, NO_NOUNS, PLURALS, RISES, SHORT_ADJECTIVES, STOP
from cited.intake.language.vocabulary import MONTH
from cited.intake.units.plurals import is_person, is_plural, plural

_words = str.split
# Before members, these say that they are people; organisations have members too.
_WHO = {
    "members": _words("standing cabinet family crew staff board council gang team faculty committee union household"),
    "equivalents": ["full-time", "whole-time"],
    "holders": _words(
        "account ticket season-ticket passport card licence license visa record office title permit policy share stake"
        " green-card badge degree"
    ),
}
# Nouns that say too little without the word before them.
_VAGUE = {"kits", "points", "forces"}
_FORCES = {("forces", of) for of in _words("air security police task defence special naval ground")}
_WORD = re.compile(r"(?:\]\([^)\s]{0,200}\))?[ ]+(?:\([A-Z]{2,8}\) )?[\"“‘'(\[*_]{0,3}([^\W\d_](?:[\w’'/&-]*\w)?)")
_HYPHEN = re.compile(r"-([a-z]{3,})\b")
_OF = re.compile(
    r" of (?:(?:(?:the|its|their|our|my|your|his|her|these|those) )?(?!\d)[\w-]+(?: [A-Z][\w-]+)?(?:['’]s|s['’]) "
    r"|(?:the|its|their|our|my|your|his|her|these|those) )?",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|these|those|which|whom)\b(?! (?:[a-z]+s|women|men|children|people)\b)")
# Forty firms bid. Six sent offers, and three were invited.
_OPENS = re.compile(r"[a-z][.!?] [A-Z][a-z]+(?:-[a-z]+)?$")
_OBJECT = re.compile(
    r" (?:(?!need)[a-z]{3,}ed|sent|made|won|took|gave|got|lost|paid|held|bought|sold) (?:[a-z-]+ )?[a-z]{3,}s"
    r"(?=[.;]|, (?:and|but|while) )"
)
# What shows that a word is a verb: nine ships and plans to buy three, 5 goals and sets out 3.
_DOES = re.compile(
    r" (?:\d|to [a-z]|(?:the|an?|its|their|his|her|our|how|what|when|who|where|it|them)\b"
    r"|(?:out|up|off|aside|forth|down|all|each|every|anything|everything|two|three|four|five|six|seven|eight|ten)\b"
    r"|(?:with|in|of|from|by) (?:[a-z]+ )?\d|[a-z]+ (?:the|a|an|its|their|to)\b"
    r"|(?!(?:was|is|has|does|as|less|costs|needs|across|besides)\b)(?:[a-z]{3,}s|women|men|people|children)\b)"
)
_OF_US, _JOINED = re.compile(r" of (?:us|you)\b"), re.compile(r" and ([a-z]{3,}s)\b")
# What shows that somebody lives: nine lives in the capital.
_LIVES = re.compile(r" (?:in|with|on|at|under|near|below|above|from|outside|off|alone|abroad|there|here)\b")
# Where a text speaks of these, its states are not countries.
_FEDERAL = re.compile(
    r"\b(?:[Ff]ederal|American|Americans|United\sStates|Indian?|Nigeri\w+|Brazil\w*|Mexic\w+|Austral\w+|Malaysi\w+|Colorado|California|Texas|Arizona|Nevada"
    r"|(?:stores?|shops|outlets|branches|restaurants|clinics|dealers|hotels|plants|offices|centers) in (?:[\w-]+ )?"
    r"[\w-]+ states"
    r"|Bundesl\w+|Länder|[Gg]overnors?|[Cc]ount(?:y|ies)|UTs|Union Territor\w+|D\.C)\b|\bU\.?S\.?(?!\$)(?=\W)"
)
# What stands between a number and its noun: 96 Leopard 2A8 tanks, 150,000 155-mm shells.
_WITHIN = re.compile(
    r" (?:\d[\d.,]*[ -]?(?:mm|cm|inch|foot|metre|meter|tonne|ton|litre|liter|seat|bed|room|unit|wheel|MW|kW|GW"
    r"|kV|kg|km|kilogram(?:me)?|kilo|pound|ounce|gram|hectare|acre|mile|gallon|barrel|page|storey|story|watt|pack)\b"
    r"|(?:[A-Z]{1,4}-?)?\d{1,4}[A-Z]{1,3}\d?(?:-\d{1,3}[A-Z]?)?"
    r"|[A-Z]{1,4}-?\d{1,4}[A-Za-z]{0,3}"
    # 96 Leopard 2 tanks, 15 Boeing 737 MAX aircraft; 240 one- and two-bedroom flats.
    rf"|(?!{MONTH})(?:[A-Z][a-z]+ ){{1,2}}\d{{1,3}}(?: [A-Z]{{2,}})?(?= (?:[a-z]+s|aircraft)\b)"
    r"|(?:[a-z]+-,? )+(?:and|or|to)(?= [a-z]+-[a-z]+ ))(?=,? [A-Za-z])(?! (?:in|of|and|to|at)\b)"
)
_OWNS = re.compile("[’']")
_ARTICLE = re.compile(r" (?:no|the|an?|its|their|his|her|our|my|your|this|that|these|those)\b")
_HEAD = re.compile(r" head of ([a-z]+)\b")
# Eleven heads of state; three vice-presidents.
_CHIEFS = re.compile(
    r" (?:[A-Za-z-]+ )?(?:heads? of (?:state|government|delegation|mission|department|household)s?|chiefs of staff"
    r"|members of (?:parliament|staff|congress))\b",
    re.IGNORECASE,
)
_POSTS = re.compile(r" (?:FTEs?|WTEs?)\b(?! [a-z]+s\b)")
# What a rate follows is a noun: 20 to 25 covers a day.
_A_DAY = re.compile(r" (?:a|per|each|every) (?:day|night|week|month|year|hour)\b")
_ADJECTIVES = ("al", "ive", "ous", "ful", "ic", "ed", "ing", "ly")
_NOUN_OR_NOT = ("al", "ic", "ive")
# 153 current and former detainees.
_TWO_ADJECTIVES = re.compile(
    r" (?!(?:the|two|three|four|five|six|seven|eight|nine|ten|many|more|most|all|both|some|several|few|fewer|other"
    r"|another|one|no)\b)([a-z-]{3,}) ([a-z-]{3,}s|staff|people|aircraft|cattle)\b"
)
# 4 data centres, 5 fish processing plants, 118 displaced families: what never ends in -s only tells of what kind
# the plural after it is.
_COMPOUND = re.compile(r" (?:[a-z]+ing )?([a-z-]{3,}s)\b(?!['’])")
_OWNED_BY = re.compile(r"(?:wo)?men['’]s|children['’]s|people['’]s")
_OWNED = re.compile(r"['’]?(?: (?!of\b|in\b|and\b)[a-z-]+){0,2} [a-z-]{3,}s\b")
# What is said of another noun, after `one`: one reduction plant.
_ABSTRACTIONS = ("tion", "sion", "ment", "ance", "ence", "ity")
# 300 Javelin and TOW missiles, 24 Su-34 and MiG-31 jets; 79 F-16s.
_TWO_NAMES = re.compile(r" [A-Z][\w-]*[\w] and [A-Z][\w-]*[\w] ([a-z-]{3,}s)\b")
_MODELS = re.compile(r" ([A-Z]{1,4}-?\d{1,4}s)\b(?! [a-z]+s\b)")
_MODEL = re.compile(r"[A-Z]\d")
_FURTHEST = 7


def noun_after(line: str, end: int, one: bool = False) -> tuple[str, int]:
    """Return what the number that ends at `end` counts, as a plural noun, and where its words end.

    The noun is empty and the end is the number's where the words after it name none. `one` says that the noun
    stands in the singular.
    """
    end += len("-odd") if line.startswith("-odd ", end) else 0
    if _OF_THEM.match(line, end) or (_OBJECT.match(line, end) and _OPENS.search(line, max(0, end - 20), end)):
        return "", end
    if match := _HYPHEN.match(line, end):
        return _hyphened(match)
    position, last = end, ""
    if match := _OF.match(line, end):
        position = match.end() - 1
    if by_name := _by_name(line, end, position):
        return by_name
    for _ in range(_FURTHEST):
        if within := _WITHIN.match(line, position):
            position = within.end()
        match = _WORD.match(line, position)
        if not match or (last and _ARTICLE.match(line, position)):  # The other eight drew no bids.
            break
        word = match[1].split("/")[0].strip("’'")
        name = word.lower()
        owner = _leads_by_owner(line, match)
        if owner or (word.isupper() and len(word) > 1 and not line.isupper()):
            position, last = owner or match.end(), ""
            continue
        if _leads_on(line, name, last, match.end()) or (not one and _compound(line, name, match.end())):
            position, last = match.end(), name
            continue
        if position == end and _is_noun_after_all(line, name, match.end()):
            return name, match.start(1) + len(match[1])
        if _ends(match[1], word, last, one):
            break
        stop = match.start(1) + len(match[1])
        single = one and _before_noun(line, name, stop)
        # Seven air forces are no people.
        if last in _WHO.get(name, ()) or (is_person(word) and not single and (name, last) not in _FORCES):
            return "persons", stop
        if one and name.isalpha() and len(name) > 2 and not single:
            # One kept no record: what an article follows is a verb; and one (Kyiv) remains.
            is_noun = not _ARTICLE.match(line, stop) and line[stop : stop + 1] != ")"
            return (plural(name), stop) if is_noun else ("", end)
        if (is_plural(word) or name in RISES) and not single:
            return _both(line, _counted_noun(line, word, last), stop)
        position, last = stop, name
    return "", end


def _by_name(line: str, end: int, position: int) -> tuple[str, int] | None:
    """What is counted by heads, by two names, or by its model, and where its words end; None where it is not."""
    match = _CHIEFS.match(line, end) or _POSTS.match(line, end) or _HEAD.match(line, end) or _OF_US.match(line, end)
    if match:
        return _heads(match), match.end()
    if (match := _TWO_NAMES.match(line, position)) and is_plural(match[1]):
        return ("persons" if is_person(match[1]) else _counted_noun(line, match[1], "")), match.end()
    match = _MODELS.match(line, position)
    return (match[1], match.end()) if match else None


def _leads_on(line: str, name: str, last: str, stop: int) -> bool:
    """Whether a word leads to the noun that is counted: weekly flights, current and former staff."""
    if name in ("and", "or"):
        both = _TWO_ADJECTIVES.match(line, stop) if last and not is_plural(last) else None
        return both is not None and both[1] not in STOP and both[2] not in NO_NOUNS
    kind = name in ATTRIBUTES or name.endswith("ics") or ("-" in name and name.endswith("s"))
    return name == "very" or (kind and _next_plural(line, stop))


def _compound(line: str, name: str, stop: int) -> bool:
    """Whether a word that is plural without -s only describes the plural after it: data centres, missing ships."""
    kind = name in ("measles", "headquarters") or not (name.endswith("s") or name == "people")
    match = _COMPOUND.match(line, stop) if kind and (name in PLURALS or is_person(name) or name == "measles") else None
    return match is not None and is_plural(match[1]) and match[1] not in STOP


def _leads_by_owner(line: str, match: re.Match[str]) -> int:
    """Where the word ends that tells for whom what is counted is: 5,500 women's kits, 12 farmers' markets; else 0."""
    stop = match.end()
    owners = match[1].islower() and match[1].endswith("s") and line[stop : stop + 1] in ("'", "’")
    if not (owners or _OWNED_BY.fullmatch(match[1])) or not _OWNED.match(line, stop):
        return 0
    return stop + bool(owners)


def _ends(printed: str, word: str, last: str, one: bool) -> bool:
    """Whether what is counted ends before a word, as printed and without its slash: a verb, a preposition, an owner."""
    name = word.lower()
    verb = name in NO_NOUNS and not (one and name in HEADS) and not (last and name in RISES and not one)
    return name in STOP or verb or bool(_OWNS.search(printed[-2:]) or _OWNS.match(printed, len(word)))


def _before_noun(line: str, name: str, stop: int) -> bool:
    """Whether a word after `one` only describes the noun that is counted."""
    match = _WORD.match(line, stop)
    if name.endswith(_NOUN_OR_NOT) and not (match and match[1].lower() not in STOP):
        # One hospital in the town, one clinic.
        return False
    if name.endswith(_ADJECTIVES) or name in SHORT_ADJECTIVES:
        return True
    if not match or not match[1].islower() or match[1] in STOP or match[1].endswith("ed"):
        return False
    # One Estonian app, one reduction plant, one patrol boat.
    return line[stop - len(name)].isupper() or name.endswith(_ABSTRACTIONS) or match[1] in HEADS


def _is_noun_after_all(line: str, name: str, stop: int) -> bool:
    """Whether a word that is likelier a verb is what is counted: nine lives, 25 covers a day."""
    return (name == "lives" and not _LIVES.match(line, stop)) or (name in NO_NOUNS and bool(_A_DAY.match(line, stop)))


def _heads(match: re.Match[str]) -> str:
    """What 612 WTE and 900 head of sheep count."""
    animal = match[1] if match.re is _HEAD else ""
    return (animal if animal in PLURALS else plural(animal)) if animal else "persons"


def _counted_noun(line: str, word: str, last: str) -> str:
    """What a plural noun counts, by the ledger's name; `last` is the word before it."""
    name = word.lower()
    if name in _VAGUE and last:
        return f"{last} {name}"
    if name == "states" and _FEDERAL.search(line):
        return name
    return NOUNS.get(name, word if word[:-1].isupper() or _MODEL.search(word) else name)


def _next_plural(line: str, stop: int) -> bool:
    """Whether the word after a place is a plural that could be counted."""
    match = _WORD.match(line, stop)
    return match is not None and line[stop : stop + 1] == " " and is_plural(match[1]) and match[1].lower() not in STOP


def _hyphened(match: re.Match[str]) -> tuple[str, int]:
    """`10-member`, `50-strong`, `12-seat`: what stands after the hyphen, in the plural."""
    noun = match[1].lower()
    if noun in ("strong", "person", "man", "woman"):
        return "persons", match.end()
    if noun in ("odd", "plus", "some", "something", "year", "and", "to", "or", "in"):
        return "", match.start()
    return plural(noun), match.end()


def _both(line: str, noun: str, stop: int) -> tuple[str, int]:
    """Two nouns that are counted together: `gloves and masks`, but not `countries and regions`."""
    match = _JOINED.match(line, stop)
    apart = noun in ("countries", "cities", "cases", "years", "reports") or " " in noun
    if not match or apart or match[1].endswith(("is", "ss", "us")) or _DOES.match(line, match.end()):
        return noun, stop
    if match[1] in PEOPLE or match[1] in NO_NOUNS or match[1] in STOP:
        return noun, stop
    return f"{noun} and {match[1]}", match.end()
