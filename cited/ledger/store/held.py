"""What the data say at each word of a long text, worked out once as long as the data are held."""

import contextlib
import contextvars
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar, cast

T = TypeVar("T")
_answers: contextvars.ContextVar[dict[Hashable, object] | None] = contextvars.ContextVar("answers", default=None)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Within it, the data are what they were when they were first read, and no file is looked at again."""
    before = _answers.get()
    token = _answers.set({} if before is None else before)
    try:
        yield
    finally:
        _answers.reset(token)


def once(name: Hashable, ask: Callable[[], T]) -> T:
    """Return what a function returns, or what it did when it was first called on data that are held."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if name not in answers:
        answers[name] = ask()
    return cast("T", answers[name])
