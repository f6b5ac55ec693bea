"""What a line must have for a pattern to match in it, so that patterns are tried in few lines of a long text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cited import private

# More texts than these, of which one must stand in a line, are not told apart, nor more repetitions and wider classes.
_MOST, _TIMES, _WIDE = 64, 4, 12
# What patterns need takes longer to find out than to try them in so many lines.
_OFTEN = 300
# What may match in texts as short as a number is found once.
_SHORT = 8
_Parsed = Iterable[tuple[Any, Any]]


class _Seen(dict[int, int | str]):
    """What characters are seen as: alike where re takes them for each other."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        seen = "0" if character.isdecimal() else " " if character.isspace() else character.casefold()
        # Without a dot, or as a capital with one, an i is an i to re.
        self[code] = "i" if character in "ıİ" else seen
        return self[code]


_SEEN = _Seen()


def seen(line: str) -> str:
    """Return a line as needed texts are looked for in it: in small letters, each digit as 0."""
    return line.translate(_SEEN)


def needed(pattern: str, flags: int = 0) -> frozenset[str]:
    """Return texts of which one stands, as `seen`, in every line in which a pattern matches; none if unknown."""
    texts = _needed(private.parsed_pattern(pattern, flags))
    return frozenset(one for one in texts if not any(other != one and other in one for other in texts))


class Search:
    """Patterns that are looked for at once, in a long text only where a line has what they need."""

    def __init__(self, patterns: Sequence[str], flags: int = 0) -> None:
        self._patterns, self._flags = patterns, flags
        self._all = re.compile("|".join(patterns), flags)
        self._known: list[tuple[re.Pattern[str], frozenset[str]]] = []
        self._asked = 0
        # Cells of a table are seen as few texts: 1,204 and 8,755 as 0,000.
        self._short: dict[str, list[re.Pattern[str]]] = {}

    def tried(self, seen: str) -> list[re.Pattern[str]]:
        """Return the patterns that may match in a line, given as `seen`."""
        self._asked += 1
        if self._asked < _OFTEN:
            return [self._all]
        if not self._known:
            self._known = [(re.compile(one, self._flags), needed(one, self._flags)) for one in self._patterns]
        if seen not in self._short:
            tried = [one for one, texts in self._known if not texts or any(text in seen for text in texts)]
            if len(seen) > _SHORT:
                return tried
            self._short[seen] = tried
        return self._short[seen]

    def prepare(self) -> None:
        """Find out what the patterns need now."""
        self._asked = _OFTEN
        self.tried("")


def covered(line: str, patterns: Sequence[re.Pattern[str]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give what patterns cover in a part of a line, as one pattern with them as alternatives would: the leftmost match,
    of these the first pattern's, and on from its end."""
    if len(patterns) == 1:
        yield from (match.span() for match in patterns[0].finditer(line, first, last))
        return
    while spans := [match.span() for one in patterns if (match := one.search(line, first, last))]:
        start, end = min(spans, key=lambda span: span[0])
        yield start, end
        first = max(end, start + 1)


def _needed(parsed: _Parsed) -> set[str]:
    """Texts of which one stands in what a sequence matches, those that are rarest; none if unknown."""
    known, runs = list[set[str]](), {""}
    for part, value in parsed:
        kind = str(part)
        own = _texts(kind, value)
        if kind == "ASSERT":
            known.append(_needed(value[1]))
            own = _of_all(value[1]) if value[0] < 0 and runs == {""} else {""}
        if own and len(runs) * len(own) <= _MOST:
            runs = {run + text for run in runs for text in own}
            continue
        known += [runs, _within(kind, value)]
        runs = own or {""}
    return max([*known, runs], key=lambda texts: (min(map(len, texts), default=0), -len(texts)))


def _within(kind: str, value: Any) -> set[str]:
    """What one part of a sequence needs, where it does not match a few texts alone."""
    if kind == "SUBPATTERN":
        return _needed(value[-1])
    if kind == "BRANCH":
        parts = [_needed(one) for one in value[1]]
        return set().union(*parts) if all(map(any, parts)) else set()
    return _needed(value[2]) if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0] else set()


def _texts(kind: str, value: Any) -> set[str]:
    """All texts that one part of a sequence can match, as seen; none if they are many."""
    if kind == "LITERAL":
        return {seen(chr(value))}
    if kind in ("AT", "ASSERT_NOT"):
        return {""}
    if kind == "IN":
        return _of_class(value)
    if kind == "SUBPATTERN":
        return _of_all(value[-1])
    if kind == "BRANCH":
        parts = [_of_all(one) for one in value[1]]
        return set().union(*parts) if all(parts) else set()
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[1] <= _TIMES:
        times = [_of_all([*value[2]] * count) for count in range(value[0], value[1] + 1)]
        return set().union(*times) if all(times) else set()
    return set()


def _of_class(parts: Sequence[tuple[Any, Any]]) -> set[str]:
    texts = set[str]()
    for kind, value in parts:
        if str(kind) == "LITERAL":
            texts.add(seen(chr(value)))
        elif str(kind) == "RANGE" and value[1] - value[0] < _WIDE:
            texts |= {seen(chr(code)) for code in range(value[0], value[1] + 1)}
        elif str(value) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
            texts.add("0" if str(value) == "CATEGORY_DIGIT" else " ")
        else:
            return set()
    return texts


def _of_all(parsed: _Parsed) -> set[str]:
    """All texts that a sequence can match, as seen; none if they are many."""
    runs = {""}
    for part, value in parsed:
        own = _texts(str(part), value)
        if not own or len(runs) * len(own) > _MOST:
            return set()
        runs = {run + text for run in runs for text in own}
    return runs
