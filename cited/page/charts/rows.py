"""Charts of rows: words, and a track with the marks beneath or beside them, on one scale per panel."""

import hashlib
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from cited.page.charts import marks, scales
from cited.page.charts.scales import Scale, Tick
from cited.page.wording import words

# Ticks of an axis of numbers: at most so many on a narrow plot; a wide one has finer ones between, the first that fit.
TICKS, FINER = 4, (8, 9, 10, 7, 6)


def panel(
    rows: Iterable[tuple[Markup | str, Markup]], ticks: list[Tick], unit: str = "", tall: Sequence[bool] = ()
) -> Markup:
    """Return a panel of rows, each of words and marks, over an axis with these ticks; `unit` names what it counts.

    `tall` says which rows have a taller track, none where it is empty.
    """
    grid = Markup("").join(Markup("M{:.0f} 0V1000").format(10 * tick.at) for tick in ticks)
    values = list(rows)
    # The lines behind the rows are written once; the other rows show them again.
    name = "g" + hashlib.sha256("".join((grid, *(label + drawn for label, drawn in values))).encode()).hexdigest()[:7]
    lines = marks.stretched(Markup('<path d="{}" class="grid"/>').format(grid), name if len(values) > 1 else "")
    again = Markup('<use href="#{}"/>').format(name)
    tracks = [
        Markup('<div class="row"><p>{}</p><svg class="track{}">{}{}</svg></div>').format(
            label, " tall" if tall and tall[number] else "", lines if number == 0 else again, drawn
        )
        for number, (label, drawn) in enumerate(values)
    ]
    labels = Markup("").join(
        marks.text(tick.at, 0, tick.label, f"tick t{tick.level} {tick.side}", dy=13) for tick in ticks
    )
    axis = Markup('<div class="row axis"><p>{}</p><svg class="ticks" data-axis>{}</svg></div>').format(unit, labels)
    return Markup('<div class="panel">{}{}</div>').format(Markup("\n").join(tracks), axis)


def number_ticks(scale: Scale, unit: str, least: float = 0) -> tuple[list[Tick], str]:
    """Return the ticks of an axis of numbers, `least` apart, and its unit with the scale by which they are divided."""
    whole = unit.islower() and unit != "percent"
    # Ranks have no halves, and counts none that are worth a tick of their own.
    values = scale.ticks(TICKS, whole=whole, least=max(least, scales.first_of(unit)))
    between = (scale.ticks(most, whole=whole, least=max(least, float(whole))) for most in FINER)
    finer = next((ticks for ticks in between if {*values} <= {*ticks}), values)
    if (first := scales.first_of(unit)) and scale.low == first:
        values = [first, *(value for value in values if value > first)]
    divisor, axis_unit = words.axis_unit(unit, max(abs(scale.low), abs(scale.high)) if not scale.logarithmic else 1)
    labels = {value: words.number(float(f"{value / divisor:.6g}")) for value in sorted({*values, *finer})}
    # Numbers as short as days of a fortnight all have room on a phone.
    short = all(len(label) <= scales.SHORT for label in labels.values())
    ticks = [Tick(scale.percent(value), label, 1 if short or value in values else 3) for value, label in labels.items()]
    return ticks, axis_unit + (", logarithmic scale" if scale.logarithmic else "")


def plot(panels: Iterable[Markup]) -> Markup:
    """Return panels as the plot of a chart."""
    return Markup('<div class="rows">{}</div>').format(Markup("\n").join(panels))
