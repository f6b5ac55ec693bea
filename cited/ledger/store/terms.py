"""Terms: the words of a title or a sentence in comparable form, and how near they are to a figure."""

import bisect
import functools
import operator
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cited import project
from cited.ledger.store import names, tables
from cited.ledger.store.data_cache import cached
from cited.ledger.store.faults import Fault

# The table of words that a collection uses for one thing.
SYNONYMS = "synonyms"

# English words of which the forms share no beginning; the first stands for all. Different words for one thing are the
# collection's, in `data/synonyms.csv`.
_FORMS = """
birth births born
buy bought
death deaths dead died dying
divorce divorces divorced
dose doses
graduate graduates graduated
infection infections infect infected
investment investments invest invests invested investing investor investors
judge judges judicial
marry marriage marriages married
produce produces produced production
programme programmes program programs
ranked rank ranks
reserve reserves
tourist tourists tourism
unemployment unemployed
vaccine vaccines vaccinated vaccination vaccinations
elderly old older
enter enters entered entering entry entries
fall fell falling
fight fought fighting
foreigner foreigners foreign
give gave given gives giving gift gifts
grow grows grew grown growing growth
lend lent lending
lose loses lost losing loss losses
migrant migrants migrate migration
police policing
rise rises rose risen rising
send sent sends
people person persons
"""
_FIRST = {word: line.split()[0] for line in _FORMS.strip().splitlines() for word in line.split()}
_GRAMMAR = """
the a an of in to for and or by with from at on is was were are has have had been be its their his her it they
that which as will would than this these those he she we there only just not also but while who more most each
every all per about some over under up down into between during after before since until other others such no
us our if when where what can could may might must should do does did very much many later first new so said
million billion trillion thousand hundred percent cent per
"""
# Words that stand in titles of every kind, and so are no reason for any series by themselves.
_GENERIC = """
people number total country year annual world average value increase decrease share rate level day week month new
national nation official figure data report end
"""
_SMALL = frozenset(_GRAMMAR.split())
_WORD = re.compile(r"[^\W\d_]+|\d+")
# Digits that are an amount of something, and so no word of it: `$3.4`, `20 million`, `15%`.
_AMOUNT = re.compile(
    r"[$€£¥₹]\s?\d[\d.,]*|\d[\d.,\u00a0\u202f]*\s?(?:%|per ?cent|hundred|thousand|million|billion|trillion|bn\b|m\b)"
    r"|\d{1,3}(?:[,. \u00a0\u202f]\d{3})+|\d+\.\d+|\d{4,}"
)
# How many words away a word still says something of a figure, and the least that it then counts; the factor for
# words printed with the figure, and that for every other number between.
FAR, LEAST, PRINTED, ACROSS = 16, 0.4, 1.3, 0.6
_NUMBER = re.compile(r"\d[\d.,]*")


class Term(NamedTuple):
    """A word in its compared form, and where it begins."""

    word: str
    start: int


class _Synonyms:
    """Words that a collection uses for one thing, with what was made of texts by them."""

    def __init__(self, rows: tuple[tuple[str, str], ...]) -> None:
        self.first = {each.lower(): word.lower() for word, words in rows for each in (word, *names.several(words))}
        self.terms = functools.lru_cache(maxsize=1024)(self._terms)
        self.words = functools.lru_cache(maxsize=1024)(self._words)
        self.stem = functools.lru_cache(maxsize=4096)(self._stem)
        self.compared = functools.lru_cache(maxsize=16_384)(self._compared)
        self.generic = frozenset(map(self.stem, _GENERIC.split()))

    def _stem(self, word: str) -> str:
        for form in (word, _singular(word)):
            form = _FIRST.get(form, form)
            if form in self.first or form in _FIRST:
                return self.first.get(form, form)
        return form[:6]

    def _terms(self, text: str) -> tuple[Term, ...]:
        words = ((self.compared(match[0]), match.start()) for match in _WORD.finditer(_without_amounts(text)))
        return tuple(Term(word, start) for word, start in words if word)

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(filter(None, map(self.compared, set(_WORD.findall(_without_amounts(text))))))

    def _compared(self, word: str) -> str:
        """A word of a text in its compared form; an empty text for one that says nothing."""
        word = word.lower()
        return self.stem(word) if word not in _SMALL and (len(word) > 1 or word.isdigit()) else ""


def terms(text: str) -> tuple[Term, ...]:
    """Return the words of a text that say something, in order, each in the form in which words compare.

    Words that the collection uses for one thing (`data/synonyms.csv`) are one; others lose their plural and all after
    the sixth letter.
    """
    return _synonyms().terms(text)


def words(texts: Iterable[str]) -> frozenset[str]:
    """Return the compared forms of the words of some texts that say something."""
    return frozenset().union(*map(_synonyms().words, texts))


def stem(word: str) -> str:
    """Return the compared form of one word in small letters."""
    return _synonyms().stem(word)


def generic(word: str) -> bool:
    """Tell whether a word in its compared form says nothing of what a series is about: people, number, year."""
    return word.isdigit() or word in _synonyms().generic


def faults() -> list[Fault]:
    """Return the words that stand twice in a table of words: only one word, and one theme, can stand for them."""
    return [*_twice(SYNONYMS, ("word", "words")), *_twice("themes", ("words",))]


def _twice(table: str, columns: tuple[str, ...]) -> Iterator[Fault]:
    if not tables.has(table):
        return
    first: dict[str, int] = {}
    file = tables.files(table)[0].relative_to(project.root()).as_posix()
    for number, row in enumerate(tables.rows(table), start=2):
        for column in columns:
            for word in names.several(row[column]):
                if word in first:
                    yield Fault(file, number, column, word, f"row {first[word]} has it already")
                first.setdefault(word, number)


def _synonyms() -> _Synonyms:
    return cached("synonyms", _of_now)


def _of_now() -> _Synonyms:
    stats = [(path, path.stat()) for path in tables.files(SYNONYMS)]
    return _as_of(tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@functools.lru_cache(maxsize=2)
def _as_of(files: tuple[tuple[Path, int, int], ...]) -> _Synonyms:
    """The synonyms of tables as they are: needed at each word, and read once as long as no file changes."""
    rows = tables.rows(SYNONYMS) if files else []
    return _Synonyms(tuple((row["word"], row["words"]) for row in rows))


def _without_amounts(text: str) -> str:
    """A text with other characters in place of the digits of amounts."""
    return _AMOUNT.sub(lambda match: re.sub(r"\d", "\1", match[0]), text)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def near(words: str, first: int, last: int) -> dict[str, float]:
    """Return how near each word of a sentence stands to the figure between two places: 1 beside it, less further off.

    Words printed with the figure count more, words beyond another number less; the figure's own digits are left out.
    """
    sentence_terms = terms(words)
    # The terms printed with the figure, or the place where they would stand.
    begin, end = (bisect.bisect_left(sentence_terms, place, key=_start) for place in (first, last))
    nearest = max(begin, end - 1)
    others = _numbers(words)
    own = slice(bisect.bisect_left(others, first), bisect.bisect_left(others, last))
    others = others[: own.start] + others[own.stop :]
    weights: dict[str, float] = {}
    for index, term in enumerate(sentence_terms):
        if begin <= index < end:
            if term.word.isdigit():
                continue
            weight = PRINTED
        else:
            one, two = (term.start, first) if term.start < first else (first, term.start)
            between = bisect.bisect_left(others, two) - bisect.bisect_right(others, one)
            apart = begin - index if index < begin else index - nearest
            share = 1 - (apart - 1) / FAR if apart > 1 else 1.0
            weight = (share if share > LEAST else LEAST) * ACROSS ** (between if between > 0 else 0)
        if weight > weights.get(term.word, 0):
            weights[term.word] = weight
    return weights


_start = operator.attrgetter("start")


@functools.lru_cache(maxsize=64)
def _numbers(words: str) -> tuple[int, ...]:
    """Where the numbers of a sentence begin, needed for each of its figures."""
    return tuple(match.start() for match in _NUMBER.finditer(words))
