"""The measure of a drafted figure: the noun phrase of its sentence that says what is measured, if one does."""

import functools
import re

from cited.intake.drafting import phrases
from cited.intake.language.measures import CODES
from cited.intake.language.sentences import sentence
from cited.intake.language.words import ORDINALS, SCALES, TIMES, VALUES
from cited.intake.reading.quantities import Quantity
from cited.ledger.suggesting.fit import DURATIONS

_words = str.split
# Units that say nothing of what is measured.
_PLAIN = ("percent", "percentage points", "basis points", "points", "times", "rank", "persons", "degrees")
_SPANS = (*DURATIONS, "seconds", "quarters", "decades")
_BREAK = re.compile(r"[.,;:()\d%$€£¥“”\"|–—]|\b(?:that|while|whereas|but|although|which|who|because|if|when)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_VERB = re.compile(
    r"(?:rose|ris(?:es?|en|ing)|fell|fall(?:s|en|ing)|gr[eo]w(?:s|n|ing)?|(?:increas|decreas|declin|climb|jump|surg|soar|plung|"
    r"shrink|widen|narrow|expand|contract|reduc|swell|slid|dip|tumbl|recover|rebound|chang|mov|improv|worsen|doubl|tripl|trebl|"
    r"quadrupl|halv|accelerat|slow|eas|revis|upgrad|downgrad|trim|boost|lift|dwindl|gain|advanc|slump|drop|slip|edg|rais|lower|"
    r"total|reach|amount|remain|number|exceed|last|approv|agree|announc|pledg|promis|allocat|provid|receiv|contribut|"
    r"estimat|expect|predict|forecast|project|report|employ|manag|handl|carri|attract|award|cover|record|register|includ|"
    r"contain|us|need|requir|offer|suppl|add|draw|sell|open|secur|collect|deliver|process|treat|serv|clos|ask|call)(?:e|es|s|ed|ied|ped|ing)|"
    r"averag(?:ed|es)|shr[au]nk|slid|went|gone|came|comes?|stood|stands?|is|are|was|were|be|been|being|has|have|had|will|would|made|makes?|"
    r"spen[dt]s?|cost(?:s|ing)?|pa(?:id|ys)|earn(?:s|ed)|lost|loses?|raised|sold|sells|bought|buys|lent|lends|owed?|owes|"
    r"saved?|saves|invest(?:s|ed)|borrow(?:s|ed)|exported|imported|produc(?:es?|ed)|donat(?:es?|ed)|took|takes|gave|"
    r"gives|got|gets|set|sets|put|cut|hit|brought|left|held|holds|kept|found|finds|said|says|showed|shows|worth|account(?:s|ed))"
)
# What a verb of money measures, where no noun of its sentence does.
_NOMINAL = """
spending spent spends
cost cost costs
payments paid pays
earnings earned earns
losses lost loses
investment invested invests
borrowing borrowed
lending lent lends
debt owed owes
savings saved saves
sales sold
exports exported
imports imported
output produced
donations donated
pledges pledged
duration lasted lasts took takes
"""
_OF_VERB = {verb: noun for noun, *verbs in map(_words, _NOMINAL.strip().splitlines()) for verb in verbs}
# Whose figure it is says nothing of what is measured.
_ACTORS = frozenset(
    _words(
        """agency authority bank board body bureau chancellor chief commission committee company council countries
        country court department director director-general economy firm firms foundation fund government group institute
        institution member members ministry minister mission office officer operator organisation organization party
        people president regulator report secretary service society spokesman spokeswoman state states statement survey
        trust union university chair chairman chairwoman mayor officials office police study paper year month quarter
        week today yesterday time meeting"""
    )
)
_SMALL = frozenset(
    _words(
        """the a an this that these those its their his her our my some any no another other such only just also even
        more most less least than about around nearly almost over up down not currently now then still already again
        there lower higher richer aside plus own short fold side way
        it they he she we you i them him us to from by with at on in for of and or as per into between under worth
        according last next another record total further additional estimated reported mr ms mrs dr us bn
        million billion trillion cent percent out so each every all both while during since until after before
        through via across along within without beyond against inside outside near towards toward despite
        respectively roughly approximately unanimously annually sharply slightly well far"""
    )
) | {*VALUES, *ORDINALS, *SCALES, *TIMES}
_JOINS = ("of", "in", "for", "on", "among", "per")
_NUMBER_OF = re.compile(r"^(?:total )?(?:number|count|total|amount|level|value|volume|sum)s? of (?=\w)")
# What stands after a number and says what it is: $300 million in profit, 45 per cent of households.
_AFTER = re.compile(r"\s(?:in|of|worth of)\s((?:[a-z][\w’'-]*\s?){1,3})")
_PARTED, _JOINED = re.compile(r" {2,}|^ | $"), re.compile(r"\b(?:of|in|for|on|among|per)\b")
_BE = ("is", "was", "has")
_DIMENSION = {"long": "length", "high": "height", "tall": "height", "wide": "width", "deep": "depth"}
_MOST = 6
# How many words of a clause are looked at, the last before the number.
_LONG = 60


def measure(line: str, quantity: Quantity, language: str = "en") -> str:
    """Return the noun phrase that says what a quantity measures, in small letters, or an empty text.

    It is the noun counted, the object of the verb before the number, the subject of that verb, or what stands after
    the number, in this order; never a verb, and never only whose figure it is. Of a text in another language it is the
    noun counted alone.
    """
    english = language == "en"
    if english and quantity.unit == "persons" and (noun := re.search(r"([^\W\d_]{4,})\W*$", quantity.printed)):
        if noun[1].lower() not in _SMALL:
            return noun[1].lower()
    elif quantity.unit.islower() and quantity.unit not in (*_PLAIN, *_SPANS) and quantity.unit not in CODES:
        return quantity.unit
    if not english:
        return ""
    opening, closing = sentence(line, quantity.start)
    after = line[quantity.end : closing]
    if dimension := _DIMENSION.get(next(iter(_WORD.findall(after[:8])), "")):
        return dimension
    own = _after(after)
    if quantity.unit == "times":
        # It doubled its budget: what doubled is the budget.
        return _object(after) or _before(line[opening : quantity.start])
    if quantity.unit not in _PLAIN and own and after.startswith(" of "):
        return own
    if subject := _before(line[opening : quantity.start]):
        return subject
    if own:
        return f"share of {own}" if quantity.unit == "percent" and after.startswith(" of ") else own
    verbs = [word.lower() for word in _WORD.findall(line[max(opening, quantity.start - 60) : quantity.start])]
    return next((_OF_VERB[word] for word in reversed(verbs) if word in _OF_VERB), "")


@functools.lru_cache(maxsize=20_000)
def _is_verb(word: str) -> bool:
    return bool(_VERB.fullmatch(word))


def _before(text: str) -> str:
    """The phrase that the clause before a number speaks of, the nearest clause that has one, of two."""
    clauses = [clause for clause in _BREAK.split(text) if _WORD.search(clause)]
    for clause in reversed(clauses[-2:]):
        words = _WORD.findall(clause)[-_LONG:]
        verbs = _verbs(words)
        first, last = (verbs[0], verbs[-1]) if verbs else (0, -1)
        # The object of the last verb, else the subject of the first.
        for part, opens in ((words[last + 1 :], not verbs), (words[:first], True)):
            if phrase := _phrase(part, opens and clause is clauses[0]):
                return phrase
    return ""


def _verbs(words: list[str]) -> list[int]:
    """The places of the last verbs of a clause that stand together; a word without one before it is a noun: Costs."""
    places = [
        place
        for place, word in enumerate(words)
        if _is_verb(word.lower())
        and (not word.lower().endswith("s") or any(one.lower() not in _SMALL for one in words[:place]) or word in _BE)
    ]
    first = len(places) - 1
    while first > 0 and all(word.lower() in _SMALL for word in words[places[first - 1] + 1 : places[first]]):
        first -= 1
    return places[max(first, 0) :]


def _object(text: str) -> str:
    """The phrase right after a verb: its budget, spending."""
    clause = re.split(r"[.,;:()\d%$€£¥]|\b(?:from|to|by|in|on|at|since|between|over|during|and|or)\b", text)[0]
    return _phrase(_WORD.findall(clause), False)


def _after(text: str) -> str:
    match = _AFTER.match(text)
    if not match:
        return ""
    words: list[str] = []
    for word in match[1].split():
        if word in _SMALL or _is_verb(word):
            if words or word not in ("the", "all", "its", "their", "our", "these", "those"):
                break
            continue
        words.append(word)
    return _phrase(words, False)


def _phrase(words: list[str], opens: bool) -> str:
    """The noun phrase that some words begin with or end in, without names, and without what only says whose it is.

    `opens`: they open a sentence, so that a capital says nothing of the first.
    """
    kept: list[str] = []
    for place, word in enumerate(words):
        name = (word if word.isupper() else word.lower()).removesuffix("’s").removesuffix("'s")
        named = word[0].isupper() and not word.isupper() and not (opens and place == 0)
        if word.endswith(("’s", "'s")) or named:
            # Whose it is, or a name: what stood before goes on after it only where it is a possessor.
            kept = [] if word.endswith(("’s", "'s")) else [*kept, ""]
        elif name in _JOINS and kept and kept[-1]:
            kept.append(name)
        elif name.lower() in _SMALL or _is_verb(name) or (name.endswith("ed") and kept):
            if kept and kept[-1] not in (*_JOINS, ""):
                kept.append("")
        else:
            kept.append(name)
    parts = [part.strip() for part in _PARTED.split(" ".join(kept)) if part.strip()]
    for part in parts:
        text = _NUMBER_OF.sub("", _trimmed(part))
        head = _JOINED.split(text, 1)[0].split()
        if head and head[-1] not in _ACTORS and len(text.split()) <= _MOST and not phrases.fault(text, ()):
            return text
    return ""


def _trimmed(text: str) -> str:
    """A phrase without an end that only says whose it is: turnover of the firm."""
    words = text.split()
    while words and (
        words[-1] in (*_JOINS, *_ACTORS) and (len(words) == 1 or words[-1] in _JOINS or words[-2] in _JOINS)
    ):
        words.pop()
    return " ".join(words)
