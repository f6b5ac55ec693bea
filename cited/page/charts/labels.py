"""Labels beside marks of a plot: to the side where they cover least at each width."""

import math
from dataclasses import dataclass, field

# The plots for which a place is tried, width and height in pixels: on phones, on a tablet, on a desk. A label has one
# for each of these. On a plot with long numbers at its axis it keeps clear on a still narrower one.
SLIM = ((220, 208), (300, 208), (400, 208))
MIDDLING, BROAD = ((360, 208), (470, 262), (640, 290)), ((640, 296), (900, 344), (1150, 344))
FAR_SLIM = ((176, 208), (260, 208))
LETTER, HIGH = 6.3, 15
# Sides in order of preference: class of the text's anchor, and how far it is moved in pixels.
BESIDE = (("start", 9, 4), ("end", -9, 4), ("middle", 0, -11), ("middle", 0, 21), ("start", 7, -9), ("end", -7, -9))
FAR = (("start", 7, -34), ("end", -7, -34), ("start", 7, 44), ("end", -7, 44), ("middle", 0, -48), ("middle", 0, 58))
FURTHER = (
    ("end", -7, -62),
    ("start", 7, -62),
    ("end", -7, 72),
    ("start", 7, 72),
    ("middle", 0, -76),
    ("middle", 0, 86),
)
SIDES = (*BESIDE, ("start", 7, 19), ("end", -7, 19), ("middle", 0, -25), ("middle", 0, 35), *FAR, *FURTHER)
# A label beside the mark of another cited figure, or beside a point of a line, would be taken for its name, and so
# would one that is tied to its own across another's.
OUTSIDE, ON_LABEL, BY_OTHER, BY_POINT, ON_MARK = 400, 300, 300, 25, 6
# So near, in pixels, a label is beside a mark, and a tie runs through one.
NEAR, THROUGH = 14, 8
# Beside a plot of a phone there is room for the end of a label, since no line is named there.
NARROW, ROOM = 240, 12
# So near to each other, in per cent, are the places of a line that a label should leave free.
FREE = 1.5
# So far from each other, in per cent of a plot's height, are the names of lines.
LEAST = 6.5


@dataclass
class LabelPlacer:
    """The places of a plot that are taken: marks as (x, y) and labels as (x, y, side, text), in per cent."""

    marks: list[tuple[float, float]] = field(default_factory=list)
    labels: list[tuple[float, float, tuple[str, int, int], str]] = field(default_factory=list)
    # The places of the cited figures, each of which has a label of its own.
    figures: list[tuple[float, float]] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    sizes: tuple[tuple[int, int], ...] = SLIM

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Take the places along a straight line."""
        steps = max(1, round(max(abs(to_x - x), abs(to_y - y)) / FREE))
        shares = (step / steps for step in range(1, steps))
        self.marks += [(x + share * (to_x - x), y + share * (to_y - y)) for share in shares]

    def beyond(self, x: float, y: float) -> bool:
        """Tell whether a mark stands right of a place, at the height of a line of text beside it."""
        return any(mark_x > x + FREE and abs(mark_y - y) < LEAST / 2 for mark_x, mark_y in self.marks)

    def put(self, x: float, y: float, text: str) -> tuple[str, int, int]:
        """Return the side of a mark on which its label covers least, and take that place."""
        best, least = SIDES[0], math.inf
        for side in SIDES:
            # Of sides that cost the same the first; one that costs nothing ends the search.
            if (cost := self._cost(x, y, side, text, least)) < least:
                best, least = side, cost
        self.labels.append((x, y, best, text))
        return best

    def _cost(self, x: float, y: float, side: tuple[str, int, int], text: str, least: float) -> float:
        """Return what a label would cover on this side, by weight; where that is not below `least`, a part of it."""
        cost = 0.0
        for size in self.sizes:
            if cost >= least:
                break
            left, top, right, bottom = _box(x, y, side, text, size)
            beyond = size[0] + (ROOM if size[0] < NARROW else 2)
            cost += OUTSIDE * ((left < -2) + (right > beyond) + (top < -14) + (bottom > size[1] - 2))
            at = x * size[0] / 100, y * size[1] / 100
            for places, weight in ((self.figures, BY_OTHER), (self.points, BY_POINT)):
                for other_x, other_y in places:
                    at_x, at_y = other_x * size[0] / 100, other_y * size[1] / 100
                    own = math.dist((at_x, at_y), at) < (1 if weight == BY_OTHER else NEAR)
                    beside = left - NEAR < at_x < right + NEAR and top - 3 < at_y < bottom + 3
                    through = is_tied(side) and _distance((at_x, at_y), at, tied(at, side)) < THROUGH
                    cost += weight * ((beside or through) and not own)
            for other in self.labels:
                a, b, c, d = _box(*other, size)
                cost += ON_LABEL * (left < c and a < right and top < d and b < bottom)
            for mark_x, mark_y in self.marks:
                at_x, at_y = mark_x * size[0] / 100, mark_y * size[1] / 100
                cost += ON_MARK * (left - 3 < at_x < right + 3 and top - 2 < at_y < bottom + 2)
        return cost


def is_tied(side: tuple[str, int, int]) -> bool:
    """Tell whether a label on this side stands so far from its mark that a line ties it to it."""
    return side in FAR or side in FURTHER


def tied(at: tuple[float, float], side: tuple[str, int, int]) -> tuple[float, float]:
    """Return where the tie of a mark ends at its label, in pixels as the mark's own place is."""
    _, dx, dy = side
    return at[0] + dx, at[1] + (dy - 4 if dy < 0 else dy - HIGH)


def _distance(spot: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far a place is from a straight line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2 or 1.0
    share = ((spot[0] - start[0]) * along[0] + (spot[1] - start[1]) * along[1]) / length
    share = min(1.0, max(0.0, share))
    return math.dist(spot, (start[0] + share * along[0], start[1] + share * along[1]))


def spread(heights: dict[str, float], least: float = LEAST) -> dict[str, float]:
    """Return heights in per cent, moved apart so that labels of a line each do not touch."""
    placed: dict[str, float] = {}
    below = -least
    for name in sorted(heights, key=heights.__getitem__):
        placed[name] = below = max(heights[name], below + least)
    over = max(0.0, below - 100)
    return {name: height - over for name, height in placed.items()}


def _box(
    x: float, y: float, side: tuple[str, int, int], text: str, size: tuple[int, int]
) -> tuple[float, float, float, float]:
    anchor, dx, dy = side
    wide = LETTER * len(text)
    at, base = x * size[0] / 100 + dx, y * size[1] / 100 + dy
    left = {"start": at, "end": at - wide, "middle": at - wide / 2}[anchor]
    return left, base - HIGH + 3, left + wide, base + 3
