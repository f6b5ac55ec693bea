"""When: which of the times that a sentence names each of its quantities belongs to."""

import re
from collections.abc import Sequence

from cited.intake.sentences import sentence
from cited.intake.times import Time, step, times

# What stands between a quantity and the time that is its own.
_DIRECT = re.compile(
    r"[^.;:—]{0,48}?(?:\b(?:in|by|during|for|at|of|as of|as at|on|since|from|over|until|till|through"
    r"|between|end|late|early"
    r"|mid|around|the|fiscal|calendar|before)[\s-]|\(|\[|, )(?:the )?(?:end of |end-|start of "
    r"|course of |year )?|\s?\(|\s",
    re.IGNORECASE,
)
# A time that something is compared with is not that of the amount before it: 4 per cent more than in 2021.
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|relative to|versus|vs\.?|up on|down on|unchanged from|up from|down from)"
    r"(?: (?:in|the|its|at|during|of|that|same|period|year|months?|quarters?))*\s$",
    re.IGNORECASE,
)
_THAN = re.compile(r"\bthan(?: (?:in|the|at|during|it|was|had|been))*\s$", re.IGNORECASE)
# A time further behind than so many characters is that of something else.
_FAR = 200
# What parts the amount of one time from that of another.
_CONTRAST = re.compile(
    r"\b(?:against|compared|from|versus|than|while|whereas|after|before|following|since|but)\b|;", re.IGNORECASE
)
_BREAK = re.compile(r", (?!(?:in|by|for|as of|during|at)\b)|\b(?:and|but|while|whereas|which|when|after)\b")
# What a clause between two commas says of a noun: a participle or a relative pronoun opens it.
_ASIDE = re.compile(
    r",\s(?:(?:first|originally|newly|already)\s)?(?:which|who|whose|[a-z]{2,}(?:ed|ing)|held|set|built|made|begun|born)\b[^,.;]*,"
)
# How long what ended went on says nothing of the next clause: `until 1918, and a third now speaks it`.
_ENDED = re.compile(r"\b(?:until|till|before|prior to)\s(?:the\s)?$", re.IGNORECASE)
_LATER = re.compile(r"\b(?:to|later|then|now|today|currently|afterwards|since)\s+(?:[\w$€£-]+\s+){0,3}$", re.IGNORECASE)


def periods(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the period of each quantity of a line, given where they stand, in order; empty where none is named."""
    named = times(text)
    if not named:
        return [""] * len(spans)
    found: list[str] = []
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for span in spans:
        groups.setdefault(sentence(text, span[0]), []).append(span)
    for (opening, closing), own in groups.items():
        near = [time for time in named if opening <= time.start < closing and not _inside(time, own)]
        near = [_stepped(time, near) for time in near]
        near = [
            time
            for time in near
            if not _is_base(text[max(opening, time.start - 28) : time.start], bool(time.steps))
            and not _in_aside(text, opening, closing, time, own)
        ]
        found += _of_sentence(text, own, near)
    return found


def _is_base(before: str, step: bool) -> bool:
    return bool(_THAN.search(before) if step else _COMPARED.search(before))


def _over(text: str, time: Time, span: tuple[int, int]) -> bool:
    ended = _ENDED.search(text[max(0, time.start - 16) : time.start])
    return bool(ended and _BREAK.search(text[time.end : span[0]]))


def _in_aside(text: str, opening: int, closing: int, time: Time, own: Sequence[tuple[int, int]]) -> bool:
    """Whether a time stands in an aside that has no quantity: `the policy, adopted in the 1950s, sets 60`."""
    return any(
        match.start() <= time.start < match.end() and not any(match.start() <= start < match.end() for start, _ in own)
        for match in _ASIDE.finditer(text, opening, closing)
    )


def _inside(time: Time, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= time.start and time.end <= end for start, end in spans)


def _stepped(time: Time, near: Sequence[Time]) -> Time:
    """A year earlier: than the time before it in the sentence, else than the one behind it."""
    if not time.steps:
        return time
    plain = [other for other in near if not other.steps and re.match(r"\d{4}", other.period)]
    base = next((o for o in reversed(plain) if o.start < time.start), plain[0] if plain else None)
    return time._replace(period=step(base.period, time.steps) if base else "")


def _of_sentence(text: str, own: Sequence[tuple[int, int]], near: Sequence[Time]) -> list[str]:
    direct: dict[int, Time] = {}
    for time in near:
        before = [index for index, span in enumerate(own) if span[1] <= time.start]
        if before and before[-1] not in direct and _is_direct(text[own[before[-1]][1] : time.start], time):
            direct[before[-1]] = time
    return [
        direct[index].period if index in direct else _of_others(text, span, near, list(direct.values()))
        for index, span in enumerate(own)
    ]


def _is_direct(gap: str, time: Time) -> bool:
    if not _DIRECT.fullmatch(gap) and not (time.steps and len(gap) < 30):
        return False
    return not _BREAK.search(gap)


def _of_others(text: str, span: tuple[int, int], near: Sequence[Time], taken: Sequence[Time]) -> str:
    """The period of a quantity without one of its own: the last named before it, else the next behind it."""
    before = [time for time in near if time.end <= span[0] and time.period and not _over(text, time, span)]
    if free := [time for time in before if time not in taken and not time.steps]:
        return free[-1].period
    after = [time for time in near if 0 <= time.start - span[1] <= _FAR and time.period and not time.steps]
    if before and not _LATER.search(text[before[-1].end : span[0]]) and not before[-1].steps:
        return before[-1].period
    if after and not (before and _LATER.search(text[before[-1].end : span[0]])):
        time = after[0]
        if time not in taken or not _CONTRAST.search(text[span[1] : time.start]):
            return time.period
    return next((time.period for time in after if time not in taken), "")
