"""The classes of numerals that are not figures."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cited.intake.classing.firm import FIRM
from cited.intake.classing.idioms import IDIOMS
from cited.intake.classing.ranks import is_rank
from cited.intake.classing.rules import TABLE
from cited.intake.language.vocabulary import Row
from cited.intake.language.words import POWERS
from cited.intake.numbers.dispatch import Dispatch, any_of
from cited.intake.numbers.needed import Search, covered, seen
from cited.intake.numbers.numerals import Numeral
from cited.ledger.store.codes import NumberClass

CLASSES = tuple(NumberClass)
# Parts of a line: first and last character of each.
Windows = Sequence[tuple[int, int]]


class Rule(NamedTuple):
    """A class, the sorts of numerals it may be given to (see `sort`), and what covers them.

    `at` is what begins with the numeral's own digits, `near` what begins with other words, but for what its `Rules`
    find by the word that it begins with; either may be None. `far`: what shows it may stand anywhere in the line.
    """

    name: NumberClass
    sorts: frozenset[str]
    at: re.Pattern[str] | None
    near: Search | None
    far: bool


class Rules(NamedTuple):
    """Rules in order of priority, those of their patterns that are found by the word that they begin with, and what
    matches where any does that begins with digits."""

    rules: list[Rule]
    words: Dispatch
    digits: re.Pattern[str]


# What begins with digits, after assertions about what stands before.
_DIGITS_FIRST = re.compile(r"(?:\\b|\(\?<[!=](?:[^()]|\([^()]*\))*\)|\(\?:\(\?<=.*?\)\))*(?:\\d|\(\?:1\[1-9\])")


def _rules(rows: Iterable[Row]) -> Rules:
    rules, words = [], Dispatch()
    for number, (name, sorts, flags, alternatives) in enumerate(rows):
        at = [one for one in alternatives if _DIGITS_FIRST.match(one)]
        far = any(".*" in one or "://" in one for one in alternatives if one not in at)
        near = [
            one
            for place, one in enumerate(alternatives)
            if one not in at and (far or not words.add(number, place, one, flags))
        ]
        first, other = re.compile("|".join(at), flags) if at else None, Search(near, flags) if near else None
        rules.append(Rule(name, frozenset(sorts), first, other, far))
    return Rules(rules, words, any_of(rule.at for rule in rules if rule.at))


RULES = _rules((*TABLE, *IDIOMS))
# These hold whatever unit stands beside a number.
FIRM_RULES = _rules(FIRM)


def prepare() -> None:
    """Compile what rules are tried by, so that processes forked to read lines need not."""
    for known in (RULES, FIRM_RULES):
        known.words.prepare()
        for rule in known.rules:
            if rule.near:
                rule.near.prepare()


_SORTS = {
    "ordinal": "o",
    "share": "s",
    "times": "t",
    "span": "c",
    "magnitude": "x",
    "pointer": "p",
    "roman": "r",
    "marker": "m",
}
_NEAR = 60
# Nine would hold while one would cut: no pronoun, unless it would expect or think.
_AND_ONE = re.compile(r" (?!per ?cent)[^.;:%]{2,80}(?:,|,? (?:and|while|but|whereas))(?: only)? ")
_ACTS = re.compile(
    r" (?:would(?! (?:have )?(?:expect|th[io]|hop|imagin|assum|suppos|need|like))|was|is|has|had|did|[a-z]{3,}ed)\b"
)


def classes(line: str, numerals: Sequence[Numeral], marker: int = 0, carried: Sequence[bool] = ()) -> list[str]:
    """Return the class of each numeral of a line, empty where no rule gives one: it may be a figure.

    `marker` is how many characters at the line's start are the number of a note, see `note_markers.markers`.
    `carried` says which numerals carry a unit, a currency or a scale: of these, only firm rules say that they are not
    figures.
    """
    given: list[str] = [NumberClass.NOTE if numeral.end <= marker else "" for numeral in numerals]
    ranks = [numeral.kind == "ordinal" and is_rank(line, numeral) for numeral in numerals]
    held = [
        rank
        or bool(carried and carried[index])
        or (index > 0 and _is_one_more(line, numerals[index - 1], numerals[index]))
        for index, rank in enumerate(ranks)
    ]
    _apply(FIRM_RULES, line, numerals, given, [False] * len(numerals))
    _apply(RULES, line, numerals, given, held)
    for index, numeral in enumerate(numerals):
        if numeral.kind == "ordinal" and not given[index] and not ranks[index]:
            joined = index + 1 < len(numerals) and ranks[index + 1]
            if not (joined and line[numeral.end : numerals[index + 1].start] in (" or ", " to ")):
                given[index] = NumberClass.ORDINAL
        elif (
            numeral.value == float("inf")
            or (not given[index] and _is_scale(line, numeral))
            or (numeral.kind in ("marker", "roman") and not given[index])
        ):
            given[index] = NumberClass.LABEL
    return given


def _is_one_more(line: str, before: Numeral, one: Numeral) -> bool:
    """Whether `one` is of those that the number before it counted others of."""
    return (
        sort(line, one) == "1"
        and before.kind == "number"
        and 2 <= before.value <= 100
        and bool(_AND_ONE.fullmatch(line, before.end, one.start))
        and bool(_ACTS.match(line, one.end))
    )


def _apply(rules: Rules, line: str, numerals: Sequence[Numeral], given: list[str], held: Sequence[bool]) -> None:
    """Give each numeral that is not held the class of the first rule that covers it."""
    sorts = [sort(line, numeral) for numeral in numerals]
    starts = [numeral.start for numeral in numerals]
    open_ = [not name and not hold for name, hold in zip(given, held, strict=True)]
    free = {one for one, is_open in zip(sorts, open_, strict=True) if is_open}
    if not free:
        return
    unclassed = [numeral for numeral, is_open in zip(numerals, open_, strict=True) if is_open]
    windows, told = list(_windows(line, unclassed)), seen(line)
    spoken = _spoken(rules, line, windows, free)
    digits = {numeral.start for numeral in unclassed if rules.digits.match(line, numeral.start)}
    for number, rule in enumerate(rules.rules):
        if rule.sorts.isdisjoint(free):
            continue
        near = rule.near.tried(told) if rule.near else []
        if not (near or number in spoken or (rule.at and digits)):
            continue
        wanted = [
            start for start, one, is_open in zip(starts, sorts, open_, strict=True) if is_open and one in rule.sorts
        ]
        if not wanted:
            continue
        begun = [start for start in wanted if start in digits] if rule.at else []
        for start, end in _covered(line, rule, near, begun, spoken.get(number, []), windows):
            for index in range(bisect.bisect_left(starts, start), len(numerals)):
                if numerals[index].end > end:
                    break
                if open_[index]:
                    given[index], open_[index] = rule.name, False


def _spoken(rules: Rules, line: str, windows: Windows, sorts: set[str]) -> dict[int, list[tuple[int, int]]]:
    """The spans of a line that rules cover by the words that these begin with, in order, by the rule's number."""
    numbers = {number for number, rule in enumerate(rules.rules) if not rule.sorts.isdisjoint(sorts)}
    spans: dict[int, list[tuple[int, int]]] = {}
    matches = sorted(rules.words.matches(line, windows, numbers))
    for rule, start, _, end in matches:
        own = spans.setdefault(rule, [])
        # As where a line is searched for any of them: the next begins where the last ends.
        if not own or start >= own[-1][1]:
            own.append((start, end))
    return spans


def sort(line: str, numeral: Numeral) -> str:
    """Return the sort of a numeral by which rules choose: a letter, see `rules.ALL`."""
    if numeral.kind != "number":
        return _SORTS[numeral.kind]
    if not line[numeral.start].isalpha():
        return "d"
    return "1" if line[numeral.start : numeral.end].lower() == "one" else "w"


def _covered(
    line: str,
    rule: Rule,
    near: Sequence[re.Pattern[str]],
    begun: Sequence[int],
    spoken: Windows,
    windows: Windows,
) -> Iterator[tuple[int, int]]:
    """The spans of a line that a rule covers: those that begin with digits at some places, others in some windows."""
    for start in begun:
        if rule.at and (match := rule.at.match(line, start)):
            yield match.span()
    yield from spoken
    if near:
        for first, last in [(0, len(line))] if rule.far else windows:
            yield from covered(line, near, first, last)


def _windows(line: str, wanted: Sequence[Numeral]) -> Iterator[tuple[int, int]]:
    """The parts of a line around some numerals, as far as a rule looks, ending between words."""
    first = last = -1
    for numeral in wanted:
        if numeral.end <= last - _NEAR:
            continue
        start = max(0, numeral.start - _NEAR)
        if start > last:
            if last >= 0:
                yield first, last
            first = start
        last = line.find(" ", numeral.end + 2 * _NEAR)
        if last < 0:
            last = len(line)
    if last >= 0:
        yield first, last


def _is_scale(line: str, numeral: Numeral) -> bool:
    """Whether a scale stands alone, as in a heading: US$ million, in thousands."""
    words = line[numeral.start : numeral.end].lower()
    if words in POWERS or words in ("lakh crore", "thousand million"):
        return not re.search(r"\d\s?$", line[max(0, numeral.start - 3) : numeral.start])
    opening = line[max(0, numeral.start - 14) : numeral.start].lower()
    return words.removesuffix("s") in POWERS and bool(re.search(r"(?:\(|\(in |[$€£₹¥] ?|\(us\$ )$", opening))
