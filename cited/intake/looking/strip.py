"""The strip beside a figure: what its words commit it to, as a band, and each suggested statistic, as a dot."""

import math
from collections.abc import Callable, Sequence

from markupsafe import Markup

from cited.ledger.agreement.hedges import Interval
from cited.ledger.suggesting.suggest import Suggestion

_WIDTH, _HEIGHT, _EDGE = 260, 26, 10
# Values further apart than this are drawn on a logarithmic scale.
_LOG = 30
_CLASSES = {"differs": "differs", "forecast": "other", "": "other"}


def strip(bounds: Interval, suggestions: Sequence[Suggestion]) -> Markup:
    """Return an SVG of an interval and the statistics suggested for it, empty where there is none to compare with."""
    dots = [(float(one.statistic), one.outcome) for one in suggestions[:3] if one.statistic]
    # A rate is compared with what two amounts imply: the figure's own interval says nothing of it.
    dots = [
        dot for dot, one in zip(dots, (s for s in suggestions[:3] if s.statistic), strict=True) if one.how != "ratio"
    ]
    ends = [end for end in bounds if not math.isinf(end)]
    if not dots or not ends:
        return Markup("")
    place = _scale([*ends, *(value for value, _ in dots)])
    left = place(bounds.lower) if not math.isinf(bounds.lower) else 0.0
    right = place(bounds.upper) if not math.isinf(bounds.upper) else float(_WIDTH)
    parts = [
        Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/>').format(_WIDTH, _HEIGHT / 2, _HEIGHT / 2),
        Markup('<rect class="band" x="{:.1f}" y="4" width="{:.1f}" height="{}" rx="2"/>').format(
            left, max(right - left, 3), _HEIGHT - 8
        ),
    ]
    for rank, (value, outcome) in reversed(list(enumerate(dots))):
        parts.append(
            Markup('<circle class="{} {}" cx="{:.1f}" cy="{}" r="{}"/>').format(
                _CLASSES.get(outcome, "agrees"), "first" if rank == 0 else "next", place(value), _HEIGHT / 2,
                5 if rank == 0 else 3.5,
            )
        )  # fmt: skip
    return Markup('<svg class="strip" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(
        _WIDTH, _HEIGHT, Markup("").join(parts)
    )


def _scale(values: Sequence[float]) -> Callable[[float], float]:
    """Return what places a value on the strip, in its units, by ratios where the values lie far apart."""
    low, high = min(values), max(values)
    if low > 0 and high / low > _LOG:
        low, high = math.log(low), math.log(high)
        return lambda value: _EDGE + (_WIDTH - 2 * _EDGE) * (math.log(max(value, 1e-300)) - low) / (high - low)
    margin = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
    low, high = low - margin, high + margin
    return lambda value: _EDGE + (_WIDTH - 2 * _EDGE) * (value - low) / (high - low)
