"""The figures and statistics that numbers are made of, one by one and in runs that many numbers share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

# What marks the name of a statistic, `series@period`, apart from the id of a figure.
AT = "@"


class Source(NamedTuple):
    """A figure or a statistic (`series@period`), and the figure of which it is the same statement again, or itself.

    `stock` names what a statistic is one state of, at one time of several: these are not added up. Empty for others.
    """

    name: str
    statement: str
    stock: str = ""


class Run(Sequence[Source]):
    """Sources that stand side by side in a longer sequence, which many runs share.

    The n results of a running sum or of n windows are made of n·n/2 sources or n·w; as runs they take n places.
    """

    __slots__ = ("_every", "_first", "_last")

    def __init__(self, every: Sequence[Source], first: int, last: int):
        """Take the sources from `first` up to, but not with, `last`."""
        self._every, self._first, self._last = every, first, last

    def __len__(self) -> int:
        return self._last - self._first

    @overload
    def __getitem__(self, index: int) -> Source: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Source, ...]: ...

    def __getitem__(self, index: int | slice) -> Source | tuple[Source, ...]:
        return tuple(self._every[self._first : self._last])[index]

    def __iter__(self) -> Iterator[Source]:
        return iter(self._every[self._first : self._last])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Run | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))
