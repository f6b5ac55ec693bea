"""What is computed of the data for each word of a long text, once for as long as the data do not change."""

import contextlib
import contextvars
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar, cast

T = TypeVar("T")
_results: contextvars.ContextVar[dict[Hashable, object] | None] = contextvars.ContextVar("results", default=None)


@contextlib.contextmanager
def unchanging() -> Iterator[None]:
    """Take the data meanwhile to be what they were when they were first read: no file is looked at again."""
    before = _results.get()
    token = _results.set({} if before is None else before)
    try:
        yield
    finally:
        _results.reset(token)


def cached(name: Hashable, compute: Callable[[], T]) -> T:
    """Return what a function returns, or what it returned first within `unchanging`."""
    results = _results.get()
    if results is None:
        return compute()
    if name not in results:
        results[name] = compute()
    return cast("T", results[name])
