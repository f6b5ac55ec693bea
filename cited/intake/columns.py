"""Columns of a page in PDF: its words by lines, and the order in which its parts are read."""

import re
from typing import Any

Words = list[dict[str, Any]]
# Two columns have at least so many lines each.
_FEWEST = 5


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


Zone = tuple[float, float, float, float, Words]


def columns(words: Words, width: float) -> list[Zone]:
    """The parts of a page in reading order, each with left, right, top, bottom and words: where lines stand in two
    columns, the left one and then the right one, else lines over all of the page."""
    lines = rows_of(words)
    middle = _gutter(lines, width)
    runs: list[tuple[bool, list[Words]]] = []
    for double, line in zip(_doubled(lines, middle), lines, strict=True):
        if not runs or runs[-1][0] != double:
            runs.append((double, []))
        runs[-1][1].append(line)
    zones: list[Zone] = []
    last = 0.0
    for double, run in runs:
        bottom = max(word["bottom"] for line in run for word in line)
        flat = [word for line in run for word in line]
        if double:
            zones.append((0.0, middle, last, bottom, [word for word in flat if word["x1"] <= middle]))
            zones.append((middle, width, last, bottom, [word for word in flat if word["x1"] > middle]))
        else:
            zones.append((0.0, width, last, bottom, flat))
        last = bottom
    if zones:
        x0, x1, top, _, column = zones[-1]
        zones[-1] = (x0, x1, top, float("inf"), column)
    return [zone for zone in zones if zone[4]]


def _doubled(lines: list[Words], middle: float) -> list[bool]:
    """Which lines stand in columns: those with words on both sides, and those on one side that go on from them."""
    if not middle:
        return [False] * len(lines)
    double = [_in_columns(line, middle) for line in lines]
    sided = [line[-1]["x1"] <= middle or line[0]["x0"] >= middle for line in lines]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for index in order:
            near = abs(lines[index][0]["top"] - lines[index - step][0]["top"]) < 1.9 * _height(lines[index])
            if sided[index] and double[index - step] and near:
                double[index] = True
    # Where the columns' lines do not stand side by side, none has words on both sides.
    return double if any(double) else [one and _is_text(line) for one, line in zip(sided, lines, strict=True)]


def _height(line: Words) -> float:
    return float(line[0]["bottom"] - line[0]["top"])


def _in_columns(line: Words, middle: float) -> bool:
    """Whether a line has words on both sides of a gutter, and none over it."""
    before = [word for word in line if word["x1"] <= middle]
    after = [word for word in line if word["x0"] >= middle]
    if len(before) + len(after) < len(line) or len(before) < 2 or len(after) < 2:
        return False
    texts = [sum(bool(re.search(r"[a-z]{2}", word["text"])) for word in side) for side in (before[-3:], after[:3])]
    return bool(after[0]["x0"] - before[-1]["x1"] > 0.7 * _height(line)) and min(texts) > 0 and sum(texts) > 2


def _gutter(lines: list[Words], width: float) -> float:
    """Where the blank between two columns of text lies, or 0: lines of words stand on both sides of it, apart."""
    best, most = 0.0, _FEWEST - 1
    for place in range(int(0.35 * width), int(0.65 * width), 3):
        left = right = 0
        for line in lines:
            before = [word for word in line if word["x1"] <= place]
            after = [word for word in line if word["x0"] >= place]
            apart = not before or not after or after[0]["x0"] - before[-1]["x1"] > 0.7 * _height(line)
            if apart and len(before) + len(after) == len(line):
                left += _is_text(before)
                right += _is_text(after)
        if min(left, right) > most:
            best, most = float(place), min(left, right)
    return best


def _is_text(words: Words) -> bool:
    return sum(bool(re.search(r"[a-z]{2}", word["text"])) for word in words) > 2
