"""Rows of a chart: words above, a mark beneath, so that both fit on a narrow screen and no two collide."""

from collections.abc import Callable

from matplotlib.figure import Figure

from cited.page import canvas
from cited.page.canvas import INK

# Pixels: of a mark, between a row's words and its mark, and of a line of words.
ROW, GAP, LINE = 38, 10, 14
HEAD, FOOT, SIDE = 10, 38, 3
# The size of the labels of an axis of numbers or of time, as cited.mplstyle has it.
TICK = 10


def panels(width: int, texts: list[list[list[str]]]) -> tuple[Figure, list]:
    """Return a figure with axes one beneath the other, each with room for rows of these lines of words.

    What is laid out in pixels needs no layout engine, which would measure every word twice.
    """
    heights = [sum(ROW + LINE * (len(lines) - 1) for lines in panel) for panel in texts]
    figure = canvas.figure(width, sum(heights) + len(heights) * (HEAD + FOOT))
    top, panes = figure.bbox.height, []
    for height in heights:
        bottom = top - HEAD - height
        panes.append(figure.add_axes(canvas.place(figure, SIDE, bottom, width - SIDE, bottom + height)))
        top = bottom - FOOT
    return figure, panes


def rows(axes, texts: list[list[str]], mark: Callable[[int, float], None]) -> None:
    """Write each row's words and call `mark` with its number and the height of its mark."""
    y = 0
    for number, lines in enumerate(texts):
        axes.annotate(
            "\n".join(lines),
            (0, y),
            xycoords=("figure fraction", "data"),
            xytext=(2, -1),
            textcoords="offset points",
            va="top",
            color=INK,
            linespacing=1.15,
        )
        y -= LINE * len(lines) + GAP
        mark(number, y)
        y -= ROW - LINE - GAP
    frame(axes, y, 4)


def frame(axes, bottom: float, top: float) -> None:
    """Bound axes of rows, whose height says nothing, and move their sides in by what their ticks' labels need."""
    axes.set_ylim(bottom, top)
    axes.yaxis.set_visible(False)
    box, sides = axes.get_window_extent(), [SIDE, SIDE]
    ticks = axes.xaxis.get_majorticklocs()
    for tick, text in zip(ticks, axes.xaxis.get_major_formatter().format_ticks(ticks), strict=True):
        at, half = axes.transData.transform((tick, 0))[0], canvas.span(text, TICK) / 2 + SIDE
        if box.x0 <= at <= box.x1:
            sides = [max(sides[0], half - (at - box.x0)), max(sides[1], half - (box.x1 - at))]
    axes.set_position(canvas.place(axes.figure, sides[0], box.y0, axes.figure.bbox.width - sides[1], box.y1))
