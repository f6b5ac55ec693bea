"""Shares and averages in sentences: a percentage with its part and its whole, shares of one whole, amounts per head."""

import itertools
import re
from collections.abc import Iterator, Sequence

from cited.intake.consistency.movement import is_rate
from cited.intake.consistency.related import Related, Sentence, alike, amount

OUT_OF = re.compile(
    # A surplus of 15 that compares with a deficit of 9 is no part of it.
    # Exports of 700 and imports of 400 are two amounts.
    r"(?!.*(?:\band (?:the |its )?\w+ of ))(?!.*\b(?:compar\w+|against|from|with|deficit|surplus|profit|loss"
    r"|budget|costs?|debt|revenue|value|worth)\b)"
    r"\s(?:\w+\s){0,4}?(?:(?:out )?of (?:the|its|all(?: the)?|their|a total of|a|an|our|some)?(?: first| last| total)?"
    r"|out of(?: the)?(?: first)?|among (?:the|its|all)) ?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r"(?:^\W*|[,;] ?|\b(?:and|that) )(?:out )?of (?:the |all (?:the )?|its |their |these |those |some |about )?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:accounting for|account(?:s|ed)? for|represent(?:s|ed|ing)|mak(?:e|es|ing) up|made up|equal to"
    r"|equivalent to|correspond(?:s|ed|ing) to|constitut(?:es|ed|ing)|compris(?:es|ed|ing)|amount(?:s|ed|ing) to"
    r"|that is|i\.e\.|or|which is)\b|[(,–—]\s?$",
    re.IGNORECASE,
)
_OR = re.compile(
    r"^[^\d.;:]{0,30}?(?:[(–—]|,(?= (?:or|that|i\.e\.|namely|which|equal|equivalent|representing|accounting|a share"
    r"|a proportion)\b|\s$))\s?"
    r"(?:(?:or|that is|i\.e\.|namely|some|about|only|just|equal to|equivalent to|which is|nearly"
    r"|almost|representing|accounting for|a (?:share|proportion) of)[\s,]*)*$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^\s(?:\w+\s){0,2}?of (?:the |its |all |their |a total of |an? |these |those |some )?(?:[\w’'-]+\s){0,3}$"
)
_OF_IT = re.compile(r"^\s?of (?:it|them|that|this|these|those|which|whom) \($")
_OF_SOMETHING = re.compile(r"(?:\s?\)?\s)?(?:of|in)\s(?!(?:them|these|those|it|all)\b)", re.IGNORECASE)
_ENDS = re.compile(
    r"^\s?(?:[,)–—.;:]|$|in (?:all|total)\b|(?:[\w-]+ ){0,2}(?:voted|were|was|are|is|had|have|went|came)\b)"
)
# After a percentage that is the share alone, not that of something else: `less than 10 per cent of households`.
_STOPS = re.compile(r"^\s?(?:[),–—.;:]|$|(?:[\w-]+ )?(?:of (?:them|these|those)|were|was|are|is|had|have|\w+ed)\b)")
_ALONE = re.compile(
    r"(?:%|per ?cent(?:age)?|half|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?|\bin \w+|prozent)\W*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^[^.;]{0,60}?(?:,|\band\b|\))[^.;]{0,50}$")
_REST = re.compile(
    r"\b(?:the rest|rest of|others?\b|remaining|remainder|elsewhere|abstain\w*|undecided|don[’']t know|no opinion)",
    re.IGNORECASE,
)
# A share and its number right after it: half of them, 120, went; two thirds, or 800, were.
OF_THEM = re.compile(r"^\s?of (?:it|them|that|this|these|those|which|whom)\b")
APPOSED = re.compile(
    r"\s?[,(–—]\s?(?:(?:or|that is|i\.e\.|namely|about|some|around|nearly|almost|just|only),?\s)*", re.IGNORECASE
)
CLOSED = re.compile(r"\s?[,)–—](?!\d)")
_AS_MUCH = re.compile(r" as (?:much|many|large|big|long|high|wide) as [^.;,]{0,30}$")
# What is made of its parts, each with its share in brackets: energy came from coal (48 per cent), gas (31 per cent).
_MADE_OF = re.compile(
    r"\b(?:(?:comes?|came|coming|generated|produced|derived?s?|drawn|originat\w+|sourced|obtained) (?:\w+ )?(?:from|by)"
    r"|consist(?:s|ed|ing)? of|compris(?:es|ed|ing)|(?:made up|composed) of|(?:divided|split|distributed)(?: \w+)?"
    r" (?:between|among|into)|breakdown|mix)\b[^.;()]{0,60}\($",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\)(?:,| and|, and)(?: [\w’'-]+){1,4} \(")
_NEAR = 70
_HEAD = ("head", "capita", "person", "inhabitant", "people", "citizen", "resident")
_EACH = re.compile(r"^(?: [a-z-]+){0,2} (?:each|apiece|on average)\b", re.IGNORECASE)
_COMES = re.compile(r"^(?: [a-z-]+){0,2}(?:\s?[.,;:)–—]|$| each\b| apiece\b| on average\b)", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:an? )?averag(?:e|ed|ing)(?: of)?\s$|\b(?:on average|each)[^.;]{0,30}$", re.IGNORECASE)


def shares(sentence: Sentence) -> list[Related]:
    """Return the shares of a sentence with part and whole, those that make up one whole, and its averages."""
    relations: list[Related] = []
    for index in sentence.indices:
        if (
            sentence[index].unit == "percent"
            and not is_rate(sentence, index)
            and _ALONE.search(sentence[index].printed)
        ):
            relations += itertools.islice(_of_percent(sentence, index), 1)
    return relations + list(_hundred(sentence)) + list(_made_of(sentence)) + list(averages(sentence))


def _of_percent(sentence: Sentence, index: int) -> Iterator[Related]:
    """What a percentage is to the amounts around it, the likeliest first."""
    place = sentence.indices.index(index)
    before = [one for one in sentence.indices[:place] if amount(sentence[one].unit)][::-1]
    later = [one for one in sentence.indices[place + 1 :] if amount(sentence[one].unit)]
    beside = before and before[0] == index - 1
    # Some 40 of the 80 members (50 per cent); of the 80 members, 40 (50 per cent).
    if beside and _OR.match(sentence.gap(before[0], index)) and _STOPS.match(sentence.after(index)):
        yield from _after(sentence, index, before)
    # $120 million (12 per cent of $1 billion)
    if later and _OF.match(sentence.gap(index, later[0])):
        if before and _SAYS.search(sentence.gap(before[0], index)) and _alike(sentence, before[0], later[0]):
            yield Related("share", (index, before[0], later[0]))
        # Half of the 300 seats, 150, went to women.
        elif (
            len(later) > 1
            and _OR.match(sentence.gap(*later[:2]))
            and _alike(sentence, *later[:2])
            and _ends(sentence, later[1])
        ):
            yield Related("share", (index, later[1], later[0]))
        return
    # 60 per cent, or 150, of the 250 members
    if (
        len(later) > 1
        and _OR.match(sentence.gap(index, later[0]))
        and OUT_OF.match(sentence.gap(*later[:2]).lstrip(",)–—"))
    ):
        if _alike(sentence, *later[:2]):
            yield Related("share", (index, later[0], later[1]))
        return
    # 900 million, half of it (450 million) for turbines
    if before and later and _OF_IT.match(sentence.gap(index, later[0])) and _alike(sentence, before[0], later[0]):
        yield Related("share", (index, later[0], before[0]))
        return
    if before and later and _apposed(sentence, index, later[0], before[0]):
        yield Related("share", (index, later[0], before[0]))
        return
    # 35,000 tonnes, half as much as the 70,000 tonnes of 2016
    if beside and later and _alike(sentence, before[0], later[0]) and _AS_MUCH.match(sentence.gap(index, later[0])):
        yield Related("share", (index, before[0], later[0]))
        return
    if before and _OF_SOMETHING.match(sentence.line, sentence[index].end):
        gap = sentence.gap(before[0], index)
        if len(gap) < 70 and _SAYS.search(gap):
            yield Related("share", (index, before[0]))


def _after(sentence: Sentence, index: int, before: Sequence[int]) -> Iterator[Related]:
    """The part and the whole right before a percentage, in either order."""
    if _OF_SOMETHING.match(sentence.line, sentence[index].end) or len(before) < 2:
        return
    one, other = before[1], before[0]
    if OUT_OF.fullmatch(sentence.gap(one, other)) and _alike(sentence, one, other):
        yield Related("share", (index, one, other))
        return
    whole = next((w for w in before[1:] if _OF_THE.search(sentence.before(w, 40)) and _alike(sentence, other, w)), None)
    of_which = re.search(r"\bof (?:which|whom|these|those|them)\b", sentence.gap(one, other))
    if whole is None and of_which and _alike(sentence, other, one):
        whole = one
    if whole is not None and not re.search(r"\b(?:up|down)\b", sentence.gap(other, index)):
        yield Related("share", (index, other, whole))


def _apposed(sentence: Sentence, index: int, part: int, whole: int) -> bool:
    """Whether a share stands right before its number, and after its whole: 240 loans, half of them, 120, to women."""
    gap, unit = sentence.gap(index, part), sentence[part].unit
    if not APPOSED.fullmatch(OF_THEM.sub("", gap)) or unit not in ("", sentence[whole].unit):
        return False
    near = len(sentence.gap(whole, index)) < _NEAR and sentence[whole].per == sentence[part].per
    return near and bool(CLOSED.match(sentence.after(part)))


def _alike(sentence: Sentence, one: int, other: int) -> bool:
    return alike(sentence[one].unit, sentence[other].unit)


def _ends(sentence: Sentence, index: int) -> bool:
    return bool(_ENDS.match(sentence.after(index)))


def _hundred(sentence: Sentence) -> Iterator[Related]:
    """Shares of one whole that must add up to all of it: a list of percentages whose last item is the rest."""
    run: list[int] = []
    for index in (*sentence.indices, None):
        if index is not None and _listed(sentence, run, index):
            run.append(index)
            continue
        how = _exhausts(sentence, run) if len(run) >= 2 else None
        if how is not None:
            yield Related("shares", tuple(run), how)
        run = []


def _made_of(sentence: Sentence) -> Iterator[Related]:
    """Shares in brackets of what something is made of: together they are no more than all of it."""
    run: list[int] = []
    for index in sentence.indices:
        if sentence[index].unit == "percent" and sentence.line[sentence[index].end :].startswith(")"):
            if run and _BRACKETED.fullmatch(sentence.gap(run[-1], index)):
                run.append(index)
            elif not run and _MADE_OF.search(sentence.before(index, 120)):
                run = [index]
    if len(run) > 1:
        yield Related("shares", tuple(run), "most")


def _listed(sentence: Sentence, run: Sequence[int], index: int) -> bool:
    """Whether a quantity is a share that goes on a list of them."""
    if sentence[index].unit != "percent" or is_rate(sentence, index):
        return False
    return not run or bool(_LISTED.match(sentence.gap(run[-1], index)))


def _exhausts(sentence: Sentence, run: Sequence[int]) -> str | None:
    """`` where the last of some shares is that of the rest, `most` where the rest has no number, else None."""
    if re.search(
        r"\bof (?:which|whom|these|those|them)\b",
        sentence.line[sentence[run[0]].start : sentence[run[-1]].end],
    ):
        return None
    # Rates of several groups or places make no whole: 40 per cent in the north, 70 per cent elsewhere.
    if all(re.match(r" (?:in|among|of|at|for)\b", sentence.after(index)) for index in run[:-1]):
        return None
    if any(sentence[index].low != sentence[index].high for index in run):
        return None
    own, *more = re.split(r"[.;,]|\band\b", sentence.after(run[-1]))
    if _REST.search(sentence.gap(run[-2], run[-1]) + own):
        return ""
    return "most" if _REST.search(" ".join(more[:1])) else None


def averages(sentence: Sentence) -> Iterator[Related]:
    """Return each amount per head, per house or each with the total and the count that it is the quotient of."""
    for index in sentence.indices:
        one = sentence[index]
        each = _EACH.match(sentence.after(index)) or (not one.per and _AVERAGE.search(sentence.before(index, 40)))
        if not _COMES.match(sentence.after(index)):
            continue
        if not (one.per or each) or (not amount(one.unit) and not each):
            continue
        value = one.low or one.high or 0.0
        totals = [i for i in sentence.indices if i != index and sentence[i].unit == one.unit and not sentence[i].per]
        totals = [i for i in totals if (sentence[i].low or sentence[i].high or 0.0) > value]
        counts = [
            i for i in sentence.indices if i != index and i not in totals and _counts(sentence, i, one.unit, one.per)
        ]
        if len(totals) == len(counts) == 1:
            yield Related("average", (index, totals[0], counts[0]))


def _counts(sentence: Sentence, index: int, unit: str, per: str) -> bool:
    """Whether a quantity counts that by which an average is: persons for `per head`, houses for `per house`."""
    one = sentence[index]
    if one.unit == unit or one.per or one.unit in ("percent", "times", "rank", ""):
        return False
    if not per:
        return amount(one.unit) and one.unit.islower()
    if per in _HEAD:
        return one.unit == "persons"
    return one.unit.rstrip("s") == per.rstrip("s") or f" {per}" in f" {one.printed.rstrip('s')}"
