"""When: which of the times that a sentence names each of its quantities belongs to."""

import re
from collections.abc import Sequence

from cited.intake.language.sentences import sentence
from cited.intake.periods import ago, anchors
from cited.intake.periods.alone import WHEN, standing_alone
from cited.intake.periods.asides import asides, dates_source, in_aside, is_dateline, matures
from cited.intake.periods.clauses import (
    OF_WHICH,
    apart_in_brackets,
    closes,
    goes_off,
    is_before,
    is_level_before,
    parts,
)
from cited.intake.periods.contrasts import of_contrast
from cited.intake.periods.levels import earlier, ends, rates, respectively, result_of_later, with_earlier
from cited.intake.periods.tenses import PAST
from cited.intake.periods.times import Time, times

# What stands between a quantity and the time that is its own.
_DIRECT = re.compile(
    r"[^.;:—]{0,48}?(?:\b(?:in|im|by|during|for|at|of|as of|as at|on|since|seit|from|over|until|till|through"
    r"|between|ende?|anfang|mitte|late|early"
    r"|mid|around|as (?:recently|late|early|far back) as|the|fiscal|calendar|before)[\s-]|\("
    r"|\[|, )(?:the )?(?:end of |end-|start of "
    r"|course of |year |jahre? )?|\s?\(|\s",
    re.IGNORECASE,
)
# A time more than so many characters away belongs to something else.
_FAR = 200
# A time that opens what it gives the time of: 2023: 43 million, (previous year: 44.9).
_OPENS = re.compile(r"\s?[:(=]\s?(?:[a-z]+ )?", re.IGNORECASE)
_FROM_BEFORE = re.compile(r"\b(?:from|between)\b", re.IGNORECASE)
_BREAK = re.compile(r", (?!(?:in|by|for|as of|during|at)\b)|\b(?:and|but|while|whereas|which|when|after)\b")
# How long what ended went on says nothing of the next clause: `until 1918, and a third now speaks it`.
_ENDED = re.compile(r"\b(?:until|till|before|prior to)\s(?:the\s)?$", re.IGNORECASE)
# Twice the 2.5 million tonnes of 2019: of that year is nothing else.
_TIMES_BASE = re.compile(r"\b(?:twice|thrice|half|double|triple|times)\s(?:the|its|their)\s$", re.IGNORECASE)
_WITH = re.compile(r", with (?:[a-z]+ ){0,2}")
# On the previous year's 10,633.
_POSSESSED = re.compile(r"['’]s (?:(?!than\b)[a-z-]+ )?")
_BOTH = re.compile(r"(?: [a-z]+){0,2},? (?:and|or) | of (?:the )?")
# 15 in the three years from 2019 to 2021.
_LASTING = re.compile(r" (?:in|over|during|within) the (?:last |past |first )?")
# It received 94 per cent, and August was the driest.
_SUBJECT = re.compile(r" (?:was|is|were|saw|brought|proved|turned out)\b")
# Lending to firms by 5.2: what the clause before says of another, in its time.
_GAPPED = re.compile(
    r"(?:(?:[a-z-]+ ){1,5}(?:by|to|at|of|with) (?:only |just |about |some )?|(?:together|in all|in total),? )[$€£]?\d",
    re.IGNORECASE,
)
_WHILE = re.compile(r", (?:while|whereas|although|though) ")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_OPENING = re.compile(r"\W*(?:in|by|during|at|on|since)?\s?(?:the )?(?:end of )?", re.IGNORECASE)
_NEXT = re.compile(r"[^.;,]{0,40}(?:,| and)(?: and)? (?:in|by|during|at|on) (?:the )?(?:end of )?", re.IGNORECASE)
# In April, up 20 basis points on the month.
_UP = re.compile(r",? (?:up|down) (?:by |about |some |nearly |almost |just )?")
_LATER = re.compile(r"\b(?:to|later|then|now|today|currently|afterwards|since)\s+(?:[\w$€£-]+\s+){0,3}$", re.IGNORECASE)


def periods(text: str, spans: Sequence[tuple[int, int]], now: str = "", anchor: str = "") -> list[str]:
    """Return the period of each quantity of a line, given where they stand, in order; empty where none is named.

    `now` is the document's date and `anchor` the time that the text before named last: they tell `this year` and
    `the month before`.
    """
    named = times(text)
    if not named:
        return [""] * len(spans)
    stated: list[str] = []
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for span in spans:
        groups.setdefault(sentence(text, span[0]), []).append(span)
    told = anchors.told(text, named, now, anchor)
    last, began = [(0, 0)], 0
    for (opening, closing), own in groups.items():
        after = text[:opening].endswith("; ")
        goes_on = after and (PAST.search(text, opening, closing) or _GAPPED.match(text, opening, closing))
        # We report the loss of two men in April; the rate was 1.9: of that month the clause before tells nothing else.
        event = stated and _DATE.fullmatch(stated[-1]) and not PAST.search(text, began, opening)
        before = stated[-1:] if goes_on and not event and len(set(stated[-len(last) :])) == 1 else []
        last, began = own, opening
        near = [time for time in told if opening <= time.start < closing and not _inside(time, own)]
        alone = standing_alone(text, near, own)
        near = [
            time
            for time in near
            if not (opening == 0 and is_dateline(text, time))
            and (
                not anchors.is_base(text[max(opening, time.start - 44) : time.start], bool(time.steps))
                or any(_POSSESSED.fullmatch(text, time.end, start) for start, _ in own)
            )
            and not anchors.is_record(text, time)
            and not anchors.is_founding(text, time)
            and not dates_source(text, opening, time)
            and not matures(text, time)
            and not in_aside(text, opening, closing, time, own)
        ]
        # In the fourth quarter it was 37.1 per cent; by another definition it was 41.9.
        periods = before * len(own) if before and not near else _of_sentence(text, own, near)
        periods = result_of_later(text, own, periods, stated[-1] if stated else "")
        stated += [alone.get(index) or period for index, period in enumerate(periods)]
    return stated


def _over(text: str, time: Time, span: tuple[int, int]) -> bool:
    ended = _ENDED.search(text[max(0, time.start - 16) : time.start])
    return bool(ended and _BREAK.search(text[time.end : span[0]]))


def _inside(time: Time, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= time.start and time.end <= end for start, end in spans)


def _of_sentence(text: str, own: Sequence[tuple[int, int]], near: Sequence[Time]) -> list[str]:
    direct: dict[int, Time] = {}
    aside: list[Time] = []
    for time in near:
        before = [index for index, span in enumerate(own) if span[1] <= time.start]
        after = next((index for index, span in enumerate(own) if span[0] >= time.end), None)
        gap = text[time.end : own[after][0]] if after is not None else ""
        if after is not None and ((text[: time.start].endswith("(") and gap == ": ") or _POSSESSED.fullmatch(gap)):
            # (first half of 2022: 1,197)
            direct[after] = time
            aside.append(time)
            continue
        if after is not None and before and _leads(text, near, own, before[-1], time):
            direct[after] = time
            continue
        if closes(text, time, near):
            aside.append(time)
            continue
        subject = text[time.start : time.end].lower().startswith("and ") and _SUBJECT.match(text, time.end)
        if (
            before
            and before[-1] not in direct
            and not subject
            and _is_direct(text[own[before[-1]][1] : time.start], time)
        ):
            direct[before[-1]] = time
            continue
        if after is not None and ago.tells(text, time) and (gap == " " or ago.WAS.fullmatch(gap)):
            # Ten years ago it was 6.8.
            direct[after] = time
            continue
        if after is not None and WHEN.fullmatch(text, time.end, own[after][0]):
            direct[after] = time
            continue
        if after is not None and _OPENS.fullmatch(text[time.end : own[after][0]]):
            direct.setdefault(after, time)
    bases = [time for index, time in direct.items() if is_level_before(text, own[index][0])]
    for index in range(len(own) - 2, -1, -1):
        # £43m and £290m a year earlier.
        if index in direct or index + 1 not in direct:
            continue
        lasting = _LASTING.fullmatch(text, own[index][1], own[index + 1][0])
        bracketed = text[own[index][1] : own[index + 1][0]] == " (" and ")" in text[own[index + 1][1] :][:40]
        if _BOTH.fullmatch(text, own[index][1], own[index + 1][0]) or bracketed or lasting:
            # Also €228 billion (1.4 per cent) in 2022.
            direct[index] = direct[index + 1]
    for index in range(1, len(own)):
        # 88,600 cases in the first nine months, with 600 deaths.
        if index - 1 in direct and index not in direct and _WITH.fullmatch(text, direct[index - 1].end, own[index][0]):
            direct[index] = direct[index - 1]
    multiplied = [
        time for index, time in direct.items() if _TIMES_BASE.search(text[max(0, own[index][0] - 14) : own[index][0]])
    ]
    levels = ends(text, own, near)
    # The appeal, launched on 4 March for $241 million, is funded by 27 per cent.
    apart = asides(text, *sentence(text, own[0][0]))
    given = []
    for index, span in enumerate(own):
        free = [time for time in near if time not in aside and (time not in bases or time.start > span[0])]
        free = [time for time in free if time not in multiplied and not apart_in_brackets(text, time, span, own)]
        free = [time for time in free if not any(a <= time.start < b and not a <= span[0] < b for a, b in apart)]
        given.append(direct[index].period if index in direct else _of_others(text, span, free, [*direct.values()], own))
    given = earlier(text, own, with_earlier(text, own, direct, given))
    given = [levels.get(index, period) for index, period in enumerate(given)]
    return respectively(text, own, near) or rates(text, own, given)


def _leads(text: str, near: Sequence[Time], own: Sequence[tuple[int, int]], index: int, time: Time) -> bool:
    """Whether each time of a sentence stands before its amount: in 2015 there were 40 mills, in 2020 only 22."""
    opening, _ = sentence(text, own[0][0])
    opens = near[0] is not time and near[0].end <= own[0][0] and _OPENING.fullmatch(text[opening : near[0].start])
    return bool(opens and _NEXT.fullmatch(text[own[index][1] : time.start]))


def _is_direct(gap: str, time: Time) -> bool:
    gap = OF_WHICH.sub("", gap).replace(", respectively,", "")
    if gap == ", ":
        return True
    if not _DIRECT.fullmatch(gap) and not (time.relative and len(gap) < 30):
        return False
    return not _BREAK.search(gap)


def _of_others(
    text: str, span: tuple[int, int], near: Sequence[Time], taken: Sequence[Time], own: Sequence[tuple[int, int]]
) -> str:
    """The period of a quantity without one of its own: the last named before it, else the next after it."""
    before = [time for time in near if time.end <= span[0] and time.period and not _over(text, time, span)]
    before = [time for time in before if not goes_off(text, time, *span)]
    if before and before[-1] in taken and not before[-1].steps and _UP.fullmatch(text, before[-1].end, span[0]):
        return before[-1].period
    # Raised in April from 18,000 to 30,000.
    before = [] if before and is_before(text, *span) and text[before[-1].end : span[0]] in (" ", " from ") else before
    if free := [time for time in before if time not in taken and not time.steps]:
        return free[-1].period
    after = [time for time in near if 0 <= time.start - span[1] <= _FAR and time.period and not time.steps]
    later = _LATER.search(text[before[-1].end : span[0]]) if before else None
    if before and before[-1] in taken and _WHILE.search(text[before[-1].end : span[0]]):
        # It was cut to 1.2 million in 2019, while the budget fell by 8 per cent.
        before, later = [], None
    if before and not later and not before[-1].steps:
        return before[-1].period
    after = [
        time
        for time in after
        if not of_contrast(text, span, time, taken, own)
        # These cars, at €9.8 billion, made up a fifth of imports in 2023.
        and not parts(text[span[1] + text[: span[0]].endswith(", at ") : time.start])
        and not is_before(text, *span)
    ]
    if after and not later:
        return after[0].period
    if period := next((time.period for time in after if time not in taken), ""):
        return period
    # It will grow fivefold by 2028, to 8.6 GW; but no more in: it fell from 90 in 2015 to 40.
    result = later and later[0].lower().startswith("to ") and not before[-1].steps
    return before[-1].period if result and not _FROM_BEFORE.search(text[: before[-1].start][-60:]) else ""
