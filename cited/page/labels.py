"""Labels that stand beside what they name and keep clear of lines, dots and each other."""

from itertools import pairwise

from cited.page import canvas
from cited.page.canvas import INK

# A name this many pixels away from its line's end needs a line that leads to it.
PUSHED = 3
# What it costs a label to lie on another label, on a mark or line, or outside the drawing; nearer spots cost less.
LABEL, MARK, OUTSIDE, FURTHER = 100, 12, 1000, 1


class LabelPlacer:
    """The places of a drawing that are taken, in pixels."""

    def __init__(self, axes):
        self._axes = axes
        self._points: list[tuple[float, float, float]] = []
        self._boxes: list[tuple[float, float, float, float]] = []

    def point(self, x: float, y: float, radius: float) -> None:
        """Keep a mark clear of labels."""
        self._points.append((*self._pixels(x, y), radius))

    def line(self, xs: list[float], ys: list[float]) -> None:
        """Keep a line clear of labels."""
        spots = [self._pixels(x, y) for x, y in zip(xs, ys, strict=True)]
        self._points += [(*spot, 2) for spot in spots]
        for (x, y), (to_x, to_y) in pairwise(spots):
            steps = int(max(abs(to_x - x), abs(to_y - y)) // 6) + 1
            self._points += [(x + (to_x - x) * n / steps, y + (to_y - y) * n / steps, 2) for n in range(steps)]

    def write(self, axes, x: float, y: float, lines: list[str], size: float) -> None:
        """Write a label where it costs least, with a hair line to its mark when it stands apart."""
        wide, high = canvas.span("\n".join(lines), size), size * 1.2 * len(lines)
        at_x, at_y = self._pixels(x, y)
        spots = [
            (rank, at_x + dx - (wide if side < 0 else wide / 2 if not side else 0), at_y + dy - high / 2)
            for rank, (dx, dy, side) in enumerate(_around(high))
        ]
        _, left, bottom = min(spots, key=lambda spot: self._cost(*spot, wide, high))
        self._boxes.append((left, bottom, left + wide, bottom + high))
        inverse = axes.transData.inverted()
        to_x, to_y = inverse.transform((left, bottom + high))
        near = left - 14 < at_x < left + wide + 14 and bottom - 14 < at_y < bottom + high + 14
        if not near:
            edge = inverse.transform((min(max(at_x, left), left + wide), bottom if bottom > at_y else bottom + high))
            axes.plot([x, edge[0]], [y, edge[1]], color=canvas.STEM, linewidth=0.8, zorder=1)
        axes.text(
            to_x, to_y, "\n".join(lines), va="top", color=INK, fontsize=size, linespacing=1.1, zorder=6, clip_on=False
        )

    def _cost(self, rank: int, left: float, bottom: float, wide: float, high: float) -> float:
        right, top = left + wide, bottom + high
        area = self._axes.get_window_extent()
        cost = FURTHER * rank
        if left < area.x0 or right > area.x1 + 4 or bottom < area.y0 or top > area.y1 + 8:
            cost += OUTSIDE
        cost += sum(
            LABEL for x0, y0, x1, y1 in self._boxes if left < x1 + 4 and x0 < right + 4 and bottom < y1 and y0 < top
        )
        return cost + sum(
            MARK * (radius > 2) + MARK / 2
            for x, y, radius in self._points
            if left - radius < x < right + radius and bottom - radius < y < top + radius
        )

    def _pixels(self, x: float, y: float) -> tuple[float, float]:
        return tuple(self._axes.transData.transform((x, y)))


def end_labels(
    axes, spots: dict[str, tuple[float, float]], names: dict[str, list[str]], colours: dict[str, str], size: float
) -> None:
    """Write the names of lines to the right of the drawing at the height of their ends, pushed apart.

    A name that was pushed away has a line of its colour that leads to it.
    """
    area = axes.get_window_extent()
    heights = {name: size * 1.2 * len(lines) for name, lines in names.items()}
    wanted = {name: axes.transData.transform(spot)[1] for name, spot in spots.items()}
    placed, below = {}, None
    for name in sorted(wanted, key=wanted.get):
        middle = wanted[name]
        if below is not None:
            middle = max(middle, below + heights[name] / 2 + 2)
        placed[name], below = middle, middle + heights[name] / 2
    over = max(0, (below or 0) - area.y1 - 10)
    inverse = axes.transData.inverted()
    for name, middle in placed.items():
        edge, y = inverse.transform((area.x1 + 4, middle - over))
        if abs(middle - over - wanted[name]) > PUSHED:
            at_x, at_y = spots[name]
            axes.plot([at_x, edge], [at_y, y], color=colours[name], linewidth=0.8, clip_on=False, zorder=1)
        axes.annotate(
            "\n".join(names[name]),
            (1, y),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=size,
            linespacing=1.1,
            annotation_clip=False,
        )


def _around(high: float) -> list[tuple[float, float, int]]:
    """Spots around a mark, the best first: how far right and up, and to which side of that the label reaches."""
    found = []
    for far in (1, 2.2, 3.6):
        near, up = 10 * far, (high / 2 + 8) * far
        found += [(near, 0, 1), (-near, 0, -1), (0, up, 0), (0, -up, 0)]
        found += [(near, up, 1), (near, -up, 1), (-near, up, -1), (-near, -up, -1)]
    return found
