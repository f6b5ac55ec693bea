"""Rows and groups of the ledger's frames, whose ids, columns and groups are texts, as pandas' own types do not say."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def row(frame: pd.DataFrame, name: Hashable) -> pd.Series:
    """Return the row of an id, the first of several; raises KeyError where the frame has none."""
    at = frame.index.get_loc(name)
    return frame.iloc[at] if isinstance(at, int) else frame.loc[[name]].iloc[0]


def rows(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Give the id and the row of each row, in order."""
    for name, cells in frame.iterrows():
        yield str(name), cells


def groups(frame: pd.DataFrame, column: str, *, sort: bool = False) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give each value of a column of texts and its rows, in the order in which they come or, with `sort`, by value."""
    for name, part in frame.groupby(column, sort=sort):
        yield str(name), part


def largest(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return the row with the largest number of a column, the first of several.

    Raises ValueError for an empty frame.
    """
    return frame.iloc[int(frame[column].argmax())]


def smallest(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return the row with the smallest number of a column, the first of several, as `largest` does."""
    return frame.iloc[int(frame[column].argmin())]
