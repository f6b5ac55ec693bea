"""Which patterns may match at a place of a line, by its first characters, so that each line is scanned once."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

_LITERAL = re.compile(r"[A-Za-z]+")
# How a key names what a pattern begins with: a digit, a capital, the line's beginning; else its letters or sign.
DIGIT, CAPITAL, LINE = "0", "A", "^"
_SIGNS = "([§#+<©"
# So many letters of the word that a pattern begins with are looked at.
_LETTERS = 8
_PLACE = re.compile(rf"\b(?:[A-Za-z]{{1,{_LETTERS}}}|[^\W_])|[{re.escape(_SIGNS)}]")
_GROUP = re.compile(r"\(\?(?::|P<\w+>)")
_SIGN = re.compile(r"\\.|\[(?:[^\]\\]|\\.)*\]?|(?P<sign>[()|])", re.DOTALL)
_CLASS = re.compile(r"\[(?P<in>[^\]^\\]+)\]")


def openings(pattern: str) -> set[str] | None:
    """Return the keys of what a pattern may begin with; None where it may begin with something else, or anywhere.

    A key is a word or its first letters, in small letters, or one of the signs above. Letters and digits begin a word.
    """
    if pattern.startswith("^"):
        return {LINE}
    if pattern.startswith(r"\b"):
        return of_words(pattern)
    if pattern[:1] == "\\" and pattern[1:2] in _SIGNS:
        return {pattern[1]} if not _optional(pattern[2:]) else None
    return {pattern[0]} if pattern[:1] in "§#" and not _optional(pattern[1:]) else None


def _optional(rest: str) -> bool:
    return rest[:1] in ("?", "*", "{") and bool(rest)


def of_words(pattern: str) -> set[str] | None:
    """Return the keys of what a pattern may begin with where a word or a number begins; None where that is unknown."""
    pattern = pattern.removeprefix(r"\b")
    parts = _parts(pattern)
    if len(parts) > 1:
        beginnings = [of_words(part) for part in parts]
        return None if None in beginnings else {key for keys in beginnings if keys for key in keys}
    if pattern.startswith(("(?!", "(?<!")):
        return of_words(pattern[_closing(pattern) + 1 :])
    if group := _GROUP.match(pattern):
        end = _closing(pattern)
        inner = of_words(pattern[group.end() : end])
        return _or_next(inner, pattern[end + 1 :])
    if pattern.startswith(r"\d"):
        return _or_next({DIGIT}, pattern[2:])
    if match := _CLASS.match(pattern):
        return _of_class(match["in"], pattern[match.end() :])
    match = _LITERAL.match(pattern)
    if match:
        letters = match[0]
        if _optional(pattern[match.end() :]) and not re.match(r"\{[1-9]", pattern[match.end() :]):
            return {letters[:-1][:_LETTERS].lower()} if letters[:-1] else None
        return {f"{letters}{more}"[:_LETTERS].lower() for more in _letters_of(pattern[match.end() :])}
    return _or_next({DIGIT}, pattern[1:]) if pattern[:1].isdigit() else None


def _letters_of(rest: str) -> set[str]:
    """The letters that a group has next, where each of its alternatives has some; else an empty text."""
    group = _GROUP.match(rest)
    end = _closing(rest) if group else 0
    inner = of_words(rest[group.end() : end]) if group and not _optional(rest[end + 1 :]) else None
    return inner if inner and all(key.isalpha() and key.islower() for key in inner) else {""}


def _or_next(keys: set[str] | None, rest: str) -> set[str] | None:
    """Keys of something that a quantifier may make optional, and then those of what stands after it."""
    if keys is None or not _optional(rest):
        return keys
    if not rest.startswith("?"):
        return keys if re.match(r"\{[1-9]", rest) else None
    after = of_words(rest[1:])
    return None if after is None else keys | after


def _of_class(inside: str, rest: str) -> set[str] | None:
    if re.fullmatch(r"[0-9-]+", inside):
        return _or_next({DIGIT}, rest)
    if inside == "A-Z":
        return _or_next({CAPITAL}, rest)
    if re.fullmatch(r"[A-Za-z]+", inside) and not _optional(rest):
        # Letters stand after it, or something else.
        word = _LITERAL.match(rest)
        after = of_words(rest) if word else None
        return {(letter + more)[:_LETTERS].lower() for letter in inside for more in after or {""}}
    return None


def _scan(pattern: str) -> Iterator[tuple[int, str, int]]:
    """The brackets and bars of a pattern, but for those of a class or escaped: place, character, depth of brackets."""
    depth = 0
    for match in _SIGN.finditer(pattern):
        if (character := match["sign"]) is not None:
            depth += (character == "(") - (character == ")")
            yield match.start(), character, depth


def _closing(pattern: str) -> int:
    """Where the group that a pattern begins with is closed."""
    return next(place for place, character, depth in _scan(pattern) if character == ")" and not depth)


def _parts(pattern: str) -> list[str]:
    """The alternatives of a pattern."""
    if "|" not in pattern:
        return [pattern]
    bars = [place for place, character, depth in _scan(pattern) if character == "|" and not depth]
    return [pattern[a + 1 : b] for a, b in zip([-1, *bars], [*bars, len(pattern)], strict=True)]


# So many patterns are tried at once first, since most places have none.
_MANY = 7
_Known = tuple[int, int, re.Pattern[str]]
# Patterns with what matches where any of them does, which is tried first; None where they are few.
_Group = tuple[re.Pattern[str] | None, list[_Known]]


class Dispatch:
    """Patterns of several rules by what they begin with; each with the number of its rule and its place in it."""

    def __init__(self) -> None:
        self._by: dict[str, list[_Known]] = {}
        self._at = functools.lru_cache(maxsize=8192)(self._groups)

    def add(self, rule: int, place: int, pattern: str, flags: int) -> bool:
        """Take a pattern, and return whether it could be taken: what it may begin with is known."""
        parts = [pattern] if pattern.startswith("^") else _parts(pattern)
        opened = [openings(part) for part in parts]
        known = {key for some in opened if some for key in some}
        if None in opened or (flags & re.IGNORECASE and CAPITAL in known):
            return False
        compiled = re.compile(pattern, flags)
        for key in known:
            self._by.setdefault(key, []).append((rule, place, compiled))
        return True

    @functools.cached_property
    def _any(self) -> dict[str, re.Pattern[str]]:
        """By what they begin with, where many do: what matches where any of them does."""
        many = {key: known for key, known in self._by.items() if len(known) >= _MANY}
        return {key: any_of(pattern for _, _, pattern in known) for key, known in many.items()}

    def prepare(self) -> None:
        """Compile what is tried first now."""
        _ = self._any

    def _groups(self, word: str) -> list[_Group]:
        """The patterns that may match at a word, or at its first letters."""
        return [(self._any.get(key), self._by[key]) for key in keys(word) if key in self._by]

    def matches(
        self, line: str, spans: Sequence[tuple[int, int]], wanted: set[int]
    ) -> Iterator[tuple[int, int, int, int]]:
        """Give rule, start, place and end of each match of the wanted rules that begins in some spans of a line."""
        for first, last in spans:
            places = [] if first else [(0, self._at(LINE))]
            places += [
                (place.start(), at) for place in _PLACE.finditer(line, first, last) if (at := self._at(place[0]))
            ]
            for start, groups in places:
                for gate, known in groups:
                    if gate is None or gate.match(line, start, last):
                        for rule, place, pattern in known:
                            if rule in wanted and (match := pattern.match(line, start, last)):
                                yield rule, start, place, match.end()


def any_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """Return a pattern that matches where any of some does, each with its own way with capitals; without groups."""
    return re.compile("|".join(f"(?{'i' if one.flags & re.IGNORECASE else ''}:{one.pattern})" for one in patterns))


def keys(word: str) -> tuple[str, ...]:
    """Return the keys of what may begin with a word, or with its first letters: itself, and what it begins with."""
    if word == LINE:
        return (LINE,)
    character = word[0]
    if character.isdigit():
        return (DIGIT,)
    letters = _LITERAL.match(word[:_LETTERS])
    if not letters:
        return (character,)
    small = letters[0].lower()
    begun = tuple(small[:end] for end in range(len(small), 0, -1))
    return (*begun, CAPITAL) if character.isupper() else begun
