"""Columns of a page in PDF: its words by lines, and the order in which its parts are read."""

import bisect
import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self, TypedDict


class Word(TypedDict):
    """A word of a page: its text, and its edges in points from the left and the top."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


Words = list[Word]
# Two columns have at least so many lines of text each.
_FEWEST = 4
# Between which parts of the width a gutter is sought; so many columns a page has at most, cut in two and again in two.
_FROM, _TO, _CUTS = 0.25, 0.75, 2
# A gutter is at least so wide, in heights of a line; a heading stands apart from the lines of a column by so much.
_GUTTER, _APART = 0.7, 0.6
# At every so many points of the width.
_STEP = 3

# Left, right, top and bottom of a part of a page, and its words.
Zone = tuple[float, float, float, float, Words]
Box = tuple[float, float, float, float]


def rows_of(words: Words) -> list[Words]:
    """Words by the lines they stand in, from the top, each from the left."""
    rows: list[Words] = []
    for word in sorted(words, key=lambda one: ((one["top"] + one["bottom"]) / 2, one["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        last = rows[-1][0] if rows else None
        if last and abs((last["top"] + last["bottom"]) / 2 - middle) < 0.45 * (last["bottom"] - last["top"]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one["x0"]) for row in rows]


def columns(words: Words, left: float, right: float, boxes: Sequence[Box] = (), cuts: int = _CUTS) -> list[Zone]:
    """The parts of a page, or of a column of it, in reading order: where lines stand in two columns, the left one and
    then the right one, down to the next line, or the next of the `boxes`, that goes over both."""
    lines = rows_of(words)
    gutter = _gutter(lines, left, right) if cuts else 0.0
    if not gutter:
        return [(left, right, 0.0, float("inf"), words)] if words else []
    over = _over(lines, gutter)
    tops = sorted(box[2] for box in boxes if box[0] < gutter < box[1])
    zones: list[Zone] = []
    last = 0.0
    for double, run in _runs(lines, over, tops):
        flat = [word for line in run for word in line]
        bottom = max(word["bottom"] for word in flat)
        sides = [[word for word in flat if (word["x1"] <= gutter) == on_left] for on_left in (True, False)]
        if double and all(sides):
            for (x0, x1), side in zip(((left, gutter), (gutter, right)), sides, strict=True):
                own = [box for box in boxes if x0 <= (box[0] + box[1]) / 2 <= x1]
                for inner in columns(side, x0, x1, own, cuts - 1):
                    zones.append((*inner[:2], max(last, inner[2]), min(bottom, inner[3]), inner[4]))
        else:
            zones.append((left, right, last, bottom, flat))
        last = bottom
    if zones:
        x0, x1, top, _, column = zones[-1]
        zones[-1] = (x0, x1, top, float("inf"), column)
    return zones


def _runs(lines: list[Words], over: list[bool], tops: Sequence[float]) -> Iterator[tuple[bool, list[Words]]]:
    """Lines that follow each other and stand in columns, or over both; a box over both parts lines in columns."""
    run: list[Words] = []
    for index, line in enumerate(lines):
        parted = bool(run) and any(run[-1][0]["top"] < top <= line[0]["top"] for top in tops)
        if run and (over[index] != over[index - 1] or parted):
            yield not over[index - 1], run
            run = []
        run.append(line)
    if run:
        yield not over[-1], run


def _over(lines: list[Words], gutter: float) -> list[bool]:
    """Which lines stand over both columns: those with a word over the gutter or no blank there, rows of tables, and
    headings that stand apart with nothing beside them."""
    over = [not _parted(line, gutter) for line in lines]
    rows = [not one and _is_row(line, gutter) for one, line in zip(over, lines, strict=True)]
    for index, row in enumerate(rows):
        beside = rows[max(0, index - 1) : index] + rows[index + 1 : index + 2]
        over[index] = over[index] or (row and any(beside))
    for index in range(len(lines)):
        over[index] = over[index] or _is_heading(lines, over, index, gutter)
    return over


def _parted(line: Words, gutter: float) -> bool:
    """Whether a line leaves the gutter blank."""
    before = [word for word in line if word["x1"] <= gutter]
    after = [word for word in line if word["x0"] >= gutter]
    if len(before) + len(after) < len(line):
        return False
    return not before or not after or bool(after[0]["x0"] - before[-1]["x1"] > _GUTTER * _height(line))


def _is_row(line: Words, gutter: float) -> bool:
    """Whether a line with words on both sides is a table's: numbers alone on one of them, or single words far apart."""
    sides = [[w for w in line if w["x1"] <= gutter], [w for w in line if w["x0"] >= gutter]]
    if not all(sides):
        return False
    wide = _wide(line)
    bare = any(not any(re.search(r"[^\W\d_]{2}", word["text"]) for word in side) for side in sides)
    # A line of text in one column stands beside a table in the other.
    text = any(len(side) > 4 and not _wide(side) and _is_text(side) for side in sides)
    return (bare and len(line) > 2) or (wide > 2 and not text)


def _wide(line: Words) -> int:
    """How many wide blanks a line has."""
    return sum(two["x0"] - one["x1"] > 2 * _height(line) for one, two in itertools.pairwise(line))


def _is_heading(lines: list[Words], over: list[bool], index: int, gutter: float) -> bool:
    """Whether a line on the left alone stands apart from the lines above and below, with none beside these gaps, and
    over columns on both sides."""
    line = lines[index]
    if over[index] or line[-1]["x1"] > gutter or not 0 < index < len(lines) - 1:
        return False
    if sum(below[-1]["x0"] >= gutter for below in lines[index + 1 :]) < _FEWEST:
        return False
    above = max(word["bottom"] for word in lines[index - 1])
    below = min(word["top"] for word in lines[index + 1])
    space = _APART * _height(line)
    return bool(line[0]["top"] - above > space and below - line[0]["bottom"] > space)


def _height(line: Words) -> float:
    return float(line[0]["bottom"] - line[0]["top"])


def _gutter(lines: list[Words], left: float, right: float) -> float:
    """Where the blank between two columns of text lies, or 0: lines of words stand on both sides of it, apart."""
    most, fewest = _FEWEST - 1, 0
    places: list[int] = []
    width = right - left
    edges = [_Edges.of(line) for line in lines]
    for place in range(int(left + _FROM * width), int(left + _TO * width), _STEP):
        first = second = crossed = 0
        for line in edges:
            # The blank is one strip down the page, not a gap of each line.
            before = bisect.bisect_right(line.ends, place - line.half)
            after = bisect.bisect_left(line.starts, place + line.half)
            if before < after:
                crossed += 1
                continue
            first += line.texts_before[before] > 2
            second += line.texts_after[after] > 2
        # Short lines end before a place that the others go over, and of two places fewer go over the gutter.
        lesser = min(first, second)
        if lesser > max(_FEWEST - 1, crossed // 2) and (lesser, -crossed) >= (most, -fewest):
            if (lesser, -crossed) > (most, -fewest):
                most, fewest, places = lesser, crossed, []
            if not places or place - places[-1] == _STEP:
                places.append(place)
    # A ruled table reaches a little into the blank, of which the middle is therefore taken.
    return statistics.median(places) if places else 0.0


class _Edges(NamedTuple):
    """Where the words of a line end and begin, in order, and how many words of letters stand before each end and after
    each beginning; half of the blank that a gutter has there."""

    ends: list[float]
    starts: list[float]
    texts_before: list[int]
    texts_after: list[int]
    half: float

    @classmethod
    def of(cls, line: Words) -> Self:
        by_end = sorted(line, key=lambda word: word["x1"])
        by_start = sorted(line, key=lambda word: word["x0"])
        before = itertools.accumulate(map(_has_letters, by_end), initial=0)
        after = itertools.accumulate(map(_has_letters, reversed(by_start)), initial=0)
        ends, starts = [word["x1"] for word in by_end], [word["x0"] for word in by_start]
        return cls(ends, starts, [*before], [*after][::-1], _GUTTER * _height(line) / 2)


def _is_text(words: Words) -> bool:
    return sum(map(_has_letters, words)) > 2


def _has_letters(word: Word) -> bool:
    return bool(re.search(r"[a-z]{2}", word["text"]))
