"""When: which of the times that a sentence names each of its quantities belongs to."""

import re
from collections.abc import Sequence

from cited.intake.levels import ends, rates
from cited.intake.resolving import resolved
from cited.intake.sentences import sentence
from cited.intake.times import Time, times

# What stands between a quantity and the time that is its own.
_DIRECT = re.compile(
    r"[^.;:—]{0,48}?(?:\b(?:in|im|by|during|for|at|of|as of|as at|on|since|seit|from|over|until|till|through"
    r"|between|ende?|anfang|mitte|late|early"
    r"|mid|around|the|fiscal|calendar|before)[\s-]|\(|\[|, )(?:the )?(?:end of |end-|start of "
    r"|course of |year |jahre? )?|\s?\(|\s",
    re.IGNORECASE,
)
# A time that something is compared with is not that of the amount before it: 4 per cent more than in 2021.
_COMPARED = re.compile(
    r"\b(?:as (?:announced|agreed|planned|promised|reported|expected|noted)"
    r"|than|compared (?:with|to)|relative to|versus|vs\.?|up on|down on|unchanged from|up from|down from"
    r"|(?:up|rise|increase|growth|higher|lower|down|decline|fall|gain)(?: of [\d.,]+\s?[\w%]*(?: cent| points?)?)?"
    r" (?:over|on)(?: the(?: [a-z]+){1,2})?"
    # Up 75 per cent from 2015: so much more than then.
    r"|\b(?:up|down|rise|rose|risen|increased?|grew|grown|growth|higher|lower|declined?|fell|fallen|gain(?:ed)?)"
    r"(?: by| of)?(?: about| some| almost| nearly)? (?:[$€£]?[\d.,]+|an?|\w+)\s?[\w%]*(?: cent| points?)? from"
    r"|(?:than|above|below|over|under|on) (?:their|its|the|his|her|our) (?:[\w-]+ ){0,2}(?:average|mean|median)"
    r"|(?:above|below|over) (?:the|its) (?:level|figure|peak|average|total)s?|(?:what|than) it (?:was|had been))"
    r"(?: (?:in|the|its|at|for|during|of|that|same|corresponding|period|month|quarter|end of))*\s?(?:end-)?$",
    re.IGNORECASE,
)
# The highest since 2022: of that year nothing else is told.
_RECORD = re.compile(
    r"\b(?:(?:high|low|bigg|larg|small|fast|slow|strong|weak|steep|sharp)est|most|least|best|worst|first|record)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
# What a time is told beside: from 3.4 per cent in January.
_AGAINST = re.compile(
    r"\b(?:from|against|compared|after|versus|previously|before)\b(?:(?!\bto\b)(?:[^.;]|\.\d)){0,40}$"
    r"|\b(?:next|follow\w+)\b[^.;]{0,30}$|\b(?:by|until)\s(?:the )?(?:end of )?$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:than|over|on|with|to|below|above|under|versus|vs\.?|against)"
    r"(?: (?:in|the|at|during|it|was|had|been|same|corresponding|period|of))*\s$",
    re.IGNORECASE,
)
# A time further behind than so many characters is that of something else.
_FAR = 200
# What parts the amount of one time from that of another.
_CONTRAST = re.compile(
    r"\b(?:against|compared|from|versus|than|while|whereas|after|before|following|since|but"
    r"|on top of|in addition to|with an? (?:peak|high|low|maximum|minimum|record))\b|;",
    re.IGNORECASE,
)
# A time that opens what it gives the time of: 2023: 43 million, (previous year: 44.9).
_OPENS = re.compile(r"\s?[:(=]\s?(?:[a-z]+ )?", re.IGNORECASE)
_FROM_BEFORE = re.compile(r"\b(?:from|between)\b", re.IGNORECASE)
_BREAK = re.compile(r", (?!(?:in|by|for|as of|during|at)\b)|\b(?:and|but|while|whereas|which|when|after)\b")
# What a clause between two commas says of a noun: a participle or a relative pronoun opens it.
_ASIDE = re.compile(
    r",\s(?:(?:first|originally|newly|already)\s)?(?:which|who|whose|[a-z]{2,}(?:ed|ing)|held|set|built|made|begun|born)\b[^,.;]*,"
)
_AGE = re.compile(r", \d{1,3}$")
# How long what ended went on says nothing of the next clause: `until 1918, and a third now speaks it`.
_ENDED = re.compile(r"\b(?:until|till|before|prior to)\s(?:the\s)?$", re.IGNORECASE)
# What a level is compared with has a time of its own: from 37.6m in 2022, and revenue passed £300m.
_OF_BASE = re.compile(r"\b(?:from|against|than|compared (?:with|to))\s(?:[\w-]+ ){0,2}$", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:said|says|told(?: [\w’']+){1,3}|announced|reported|showed|shows|warned|added|published|released|statement"
    r"|data|figures|statistics|wrote|confirmed|speaking|briefing|interview|estimated?)(?: [a-z]+){0,2} ?$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?: [a-z]+){0,2},? (?:and|or) ")
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
    told = _told(text, named, now, anchor)
    for (opening, closing), own in groups.items():
        near = [time for time in told if opening <= time.start < closing and not _inside(time, own)]
        near = [
            time
            for time in near
            if not _is_base(text[max(opening, time.start - 44) : time.start], bool(time.steps))
            and not _in_aside(text, opening, closing, time, own)
        ]
        stated += _of_sentence(text, own, near)
    return stated


def last_named(text: str, now: str, anchor: str) -> str:
    """Return the time that a line names last and speaks of, else the one named before it."""
    return _anchors(text, times(text), now, anchor)[1]


def _told(text: str, named: Sequence[Time], now: str, anchor: str) -> list[Time]:
    return _anchors(text, named, now, anchor)[0]


def _anchors(text: str, named: Sequence[Time], now: str, anchor: str) -> tuple[list[Time], str]:
    """Times with their periods, each told by the one before it that the text speaks of, and the last of these."""
    read: list[Time] = []
    year = ""
    for index, time in enumerate(named):
        opening, closing = sentence(text, time.start)
        before = text[max(opening, time.start - 44) : time.start]
        if time.said:
            base = anchor
            if time.said.steps > 0 and read and read[-1].start >= opening:
                base = read[-1].period or anchor
            if time.said.base == "anchor" and time.said.steps and not any(one.start >= opening for one in read):
                # A year earlier it was 5; in 2012, 6: the time behind it tells it.
                behind = next((o for o in named[index + 1 :] if o.period and o.start < closing), None)
                base = behind.period if behind and not anchor else anchor
            until = _year_behind(text, time, named[index + 1] if index + 1 < len(named) else None)
            time = time._replace(period=resolved(time.said, base, until or year, now, text[opening : time.start]))
        if time.said and time.said.unit == "day" and _SPEECH.search(before):
            # It said on Tuesday: that is when it said so.
            time = time._replace(period="")
        read.append(time)
        record = time.period.endswith("/..") and _RECORD.search(before)
        compared = time.steps or _is_base(before, False) or _AGAINST.search(before) or record
        if time.period and not compared:
            anchor = time.period
            # Of what the paragraph tells of a year, a month is, too; behind `last year` it may be of any.
            year = "" if time.said and time.said.base == "now" else _year_of(time.period)
    return read, anchor


def _year_of(period: str) -> str:
    """The year that a period tells of: its own, or the months from the first to the last of several."""
    return period if re.fullmatch(r"\d{4}-\d\d/\d{4}-\d\d", period) else period[:4]


def _year_behind(text: str, time: Time, behind: Time | None) -> str:
    """The year of a month that the date behind it has: from 104.2 in March to 106.1 in June 2019; empty without one."""
    part = time.said.part if time.said and time.said.base == "part" else None
    if not part or not behind or not re.fullmatch(r"\d{4}-\d\d.*", behind.period):
        return ""
    joined = re.fullmatch(r"(?:[^.;]|\.\d){0,30}\bto\b(?:[^.;]|\.\d){0,30}", text[time.end : behind.start])
    return str(int(behind.period[:4]) - (part[1] > int(behind.period[5:7]))) if joined else ""


def _is_base(before: str, step: bool) -> bool:
    return bool((step and _THAN.search(before)) or _COMPARED.search(before))


def _over(text: str, time: Time, span: tuple[int, int]) -> bool:
    ended = _ENDED.search(text[max(0, time.start - 16) : time.start])
    return bool(ended and _BREAK.search(text[time.end : span[0]]))


def _in_aside(text: str, opening: int, closing: int, time: Time, own: Sequence[tuple[int, int]]) -> bool:
    """Whether a time stands in an aside that has no quantity: `the policy, adopted in the 1950s, sets 60`."""
    return any(
        match.start() <= time.start < match.end()
        and not any(match.start() <= start < match.end() for start, _ in own)
        # The comma behind an age closes its own aside: when he, 74, first came in 1958, he found.
        and not _AGE.search(text[max(0, match.start() - 6) : match.start()])
        for match in _ASIDE.finditer(text, opening, closing)
    )


def _inside(time: Time, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= time.start and time.end <= end for start, end in spans)


def _of_sentence(text: str, own: Sequence[tuple[int, int]], near: Sequence[Time]) -> list[str]:
    direct: dict[int, Time] = {}
    for time in near:
        before = [index for index, span in enumerate(own) if span[1] <= time.start]
        after = next((index for index, span in enumerate(own) if span[0] >= time.end), None)
        if after is not None and text[: time.start].endswith("(") and text[time.end : own[after][0]] == ": ":
            # (first half of 2022: 1,197)
            direct[after] = time
            continue
        if before and before[-1] not in direct and _is_direct(text[own[before[-1]][1] : time.start], time):
            direct[before[-1]] = time
            continue
        if after is not None and _OPENS.fullmatch(text[time.end : own[after][0]]):
            direct.setdefault(after, time)
    bases = [
        time for index, time in direct.items() if _OF_BASE.search(text[max(0, own[index][0] - 24) : own[index][0]])
    ]
    for index in range(len(own) - 2, -1, -1):
        # £43m and £290m a year earlier.
        if index not in direct and index + 1 in direct and _BOTH.fullmatch(text, own[index][1], own[index + 1][0]):
            direct[index] = direct[index + 1]
    levels = ends(text, own, near)
    given = []
    for index, span in enumerate(own):
        free = [time for time in near if time not in bases or time.start > span[0]]
        given.append(direct[index].period if index in direct else _of_others(text, span, free, [*direct.values()]))
    return rates(text, own, [levels.get(index, period) for index, period in enumerate(given)])


def _is_direct(gap: str, time: Time) -> bool:
    if gap == ", ":
        return True
    if not _DIRECT.fullmatch(gap) and not (time.said and len(gap) < 30):
        return False
    return not _BREAK.search(gap)


def _of_others(text: str, span: tuple[int, int], near: Sequence[Time], taken: Sequence[Time]) -> str:
    """The period of a quantity without one of its own: the last named before it, else the next behind it."""
    before = [time for time in near if time.end <= span[0] and time.period and not _over(text, time, span)]
    if free := [time for time in before if time not in taken and not time.steps]:
        return free[-1].period
    after = [time for time in near if 0 <= time.start - span[1] <= _FAR and time.period and not time.steps]
    later = _LATER.search(text[before[-1].end : span[0]]) if before else None
    if before and not later and not before[-1].steps:
        return before[-1].period
    if after and not later:
        time = after[0]
        if time not in taken or not _CONTRAST.search(text[span[1] : time.start]):
            return time.period
    if period := next((time.period for time in after if time not in taken), ""):
        return period
    # It will grow fivefold by 2028, to 8.6 GW; but no more in: it fell from 90 in 2015 to 40.
    result = later and later[0].lower().startswith("to ") and not before[-1].steps
    return before[-1].period if result and not _FROM_BEFORE.search(text[: before[-1].start][-60:]) else ""
