"""Portions: what a bare number counts that is a part of what was counted before it, or more of it; guesses."""

import re
from collections.abc import Sequence

from cited.intake.amounts import Amount
from cited.intake.measures import CODES, CURRENCIES
from cited.intake.sentences import sentence
from cited.intake.topics import Preceding
from cited.ledger.fit import DURATIONS

_SHARES = ("percent", "percentage points", "times", "rank", "")
# 41,931 posts at health centres, of which 32,901 were filled.
_PART_BEFORE = re.compile(
    r"(?:,| –| —|;|\() ?(?:of (?:which|whom|these|them)|thereof|including|among (?:them|these))"
    r"(?: (?:only|just|about|some|nearly|almost|over|around|at least|up to))* $"
)
# With an option on up to 40 more.
_MORE = re.compile(r" (?:more|others|further|extra)(?=[.,;)]|$)")
# The weekly count peaked at 1,207.
_COUNT = re.compile(
    r"\b[Tt]h(?:e|is|at) (?:(?:daily|weekly|monthly|annual|yearly|total|official|overall|final) )?"
    r"(?:count|number|total|tally)\b(?! of\b)[^.;]{0,60}$"
)
_BACK = 400


def portion(text: str, one: Amount, before: Sequence[Preceding]) -> str:
    """Return the unit that a number without one has as a part of what was counted before it, as more of it, or as its
    new count; else an empty text. `before` has the nearest last."""
    near = text[max(0, one.start - 80) : one.start]
    counted = [said for said in before if _counts(said) and one.start - said.end < _BACK]
    if _PART_BEFORE.search(near) and not text[one.end :].startswith((" of whom", ", of whom")):
        opening, _ = sentence(text, one.start)
        whole = [said for said in counted if said.start >= opening and said.high >= one.high]
        return whole[-1].unit if whole else ""
    if _MORE.match(text, one.end) and one.low == int(one.low) and not one.first.scaled:
        return counted[-1].unit if counted else ""
    return counted[-1].unit if counted and one.high >= 2 and _COUNT.search(near) else ""


def _counts(said: Preceding) -> bool:
    """Whether a quantity counts things: no share, money, measure or span of time."""
    return said.unit not in (*_SHARES, *CODES, *CURRENCIES, *DURATIONS) and said.unit.islower()
