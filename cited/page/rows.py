"""Rows of a chart: words above, a mark beneath, so that both fit on a narrow screen and no two collide."""

from collections.abc import Callable

from cited.page.canvas import INK

# Pixels: of a mark, between a row's words and its mark, and of a line of words.
ROW, GAP, LINE = 38, 10, 14
HEAD, FOOT = 10, 46


def height(texts: list[list[str]]) -> int:
    """Return how many pixels rows with these lines of words take, with what stands above and beneath."""
    return HEAD + FOOT + sum(ROW + LINE * (len(lines) - 1) for lines in texts)


def rows(axes, texts: list[list[str]], mark: Callable[[int, float], None]) -> None:
    """Write each row's words and call `mark` with its number and the height of its mark."""
    y = 0
    for number, lines in enumerate(texts):
        axes.annotate(
            "\n".join(lines),
            (0, y),
            xycoords=("axes fraction", "data"),
            xytext=(2, -1),
            textcoords="offset points",
            va="top",
            color=INK,
            linespacing=1.15,
        )
        y -= LINE * len(lines) + GAP
        mark(number, y)
        y -= ROW - LINE - GAP
    axes.set_ylim(y, 4)
    axes.yaxis.set_visible(False)
