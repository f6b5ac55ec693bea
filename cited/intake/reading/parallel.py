"""Lines read once each, those of a long text by as many processes as there are processors."""

import concurrent.futures
import multiprocessing
import os
import threading
from collections.abc import Iterable
from typing import NamedTuple

from cited.intake.classing import classes
from cited.intake.reading.quantities import Reading, read_line

# A text with fewer characters is read sooner by one process; so many are a process's share at a time.
_LONG, _SHARE = 100_000, 20_000


class Key(NamedTuple):
    """What a line is read by: its words, its marker, the document's decimal mark and date, the time named before."""

    line: str
    marker: int
    comma: bool
    now: str
    anchor: str


def read_lines(keys: Iterable[Key]) -> dict[Key, Reading]:
    """Return the reading of each line; running heads and rules, which stand many times in a long text, are read once.

    Where no further process can be started, or this one has threads of its own, this one reads them all.
    """
    wanted = list(dict.fromkeys(keys))
    many = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    alone = many < 2 or threading.active_count() > 1 or multiprocessing.current_process().daemon
    if alone or sum(len(key.line) for key in wanted) < _LONG:
        return dict(zip(wanted, _read(wanted), strict=True))
    shares = _shares(wanted)
    classes.prepare()
    try:
        with concurrent.futures.ProcessPoolExecutor(many, multiprocessing.get_context("fork")) as pool:
            read = list(pool.map(_read, shares))
    except (OSError, concurrent.futures.BrokenExecutor):
        read = [_read(share) for share in shares]
    return dict(zip(wanted, (one for share in read for one in share), strict=True))


def _read(keys: list[Key]) -> list[Reading]:
    return [read_line(key.line, 1, key.marker, key.comma, key.now, key.anchor) for key in keys]


def _shares(keys: list[Key]) -> list[list[Key]]:
    shares: list[list[Key]] = [[]]
    size = 0
    for key in keys:
        if size > _SHARE:
            shares.append([])
            size = 0
        shares[-1].append(key)
        size += len(key.line)
    return shares
