"""What is done for each line of a text, and of a long text by as many processes as there are processors."""

import concurrent.futures
import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# Fewer characters are dealt with sooner by one process; so many are a process's share at a time.
_LONG, _PART = 100_000, 20_000
# As many characters as are read in the time that a figure takes: to draft its row, to compare it, to look it up.
FIGURE = 60
# The work and its shares, which forked processes find in their memory.
_shared: list[tuple[Callable[[list[Any]], list[Any]], list[list[Any]]]] = []


def in_shares(
    work: Callable[[list[_Item]], list[_Result]],
    items: Sequence[_Item],
    sizes: Sequence[int],
    prepare: Callable[[], None] | None = None,
) -> list[_Result]:
    """Return what `work` makes of some things, one result for each, in their order; `sizes` are their characters.

    Where no further process can be started, or this one has threads of its own, this one does all the work. `prepare`
    is called before processes are forked: they need not do again what it does.
    """
    many = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    alone = many < 2 or threading.active_count() > 1 or multiprocessing.current_process().daemon or _shared
    if alone or sum(sizes) < _LONG:
        return work([*items])
    shares = _shares(items, sizes)
    if prepare:
        prepare()
    _shared.append((work, shares))
    try:
        with concurrent.futures.ProcessPoolExecutor(many, multiprocessing.get_context("fork")) as pool:
            done = list(pool.map(_share, range(len(shares))))
    except (OSError, concurrent.futures.BrokenExecutor):
        done = [work(share) for share in shares]
    finally:
        _shared.pop()
    return [one for share in done for one in share]


def _share(number: int) -> list[Any]:
    """What is made of one share, in a forked process."""
    work, shares = _shared[-1]
    return work(shares[number])


def _shares(items: Sequence[_Item], sizes: Sequence[int]) -> list[list[_Item]]:
    shares: list[list[_Item]] = [[]]
    total = 0
    for item, size in zip(items, sizes, strict=True):
        if total > _PART:
            shares.append([])
            total = 0
        shares[-1].append(item)
        total += size
    return shares
