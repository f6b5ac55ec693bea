"""Terms: the words of a title or a sentence in comparable form, and how near they are to a figure."""

import functools
import re
from typing import NamedTuple

# Words of statistics that name one thing; the first stands for all.
_SAME = """
death deaths dead died fatality fatalities killed toll casualties
case cases infected infections infection infect
covid covid-19 coronavirus
tourist tourists tourism visitor visitors travellers travelers arrivals arrival arriving
trade export exports import imports
investment invest invested investing investor investors fdi
treasury treasuries bond bonds
bailout bailouts rescue
country countries states nations nation economies
foreigner foreigners foreign aliens
irregular irregularly illegal illegally unauthorised unauthorized undocumented
growth grow grew grown growing
tariff tariffs duty duties levy levies
decrease decline declining declined declines fell fall falling dropped drop shrink shrinking loss losses lost
increase increases increased rise rises rose rising
birth births born fertility
aircraft flight flights plane planes airplane airplanes
war wars fought fight battle battles
convicted convict penalized penalised sentenced convictions
police policing
court courts judicial judges
people persons person inhabitants residents nationals citizens population populations
output production produce produces produced manufactures manufacture manufactured manufacturing
share proportion percentage
donation donations donated gift gifts given give gave sent send donate
reserve reserves
programme program programmes programs
dollar dollars usd
member members membership
elderly old older aged ages age adult adults
migrant migrants migration migrate immigrants
rank ranked largest biggest second third
product gdp
vessel ships
visa visas
entry entries entered enter enters entering
marriage marriages married
divorce divorces divorced
graduate graduates graduated
vaccine vaccines vaccinated vaccination vaccinations dose doses
unemployment unemployed jobless
price prices inflation
loan loans lending lent borrowed credit
average averages averaged averaging mean
value worth totaling totalling amounting amounted amount equivalent
"""
_FIRST = {word: line.split()[0] for line in _SAME.strip().splitlines() for word in line.split()}
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


@functools.lru_cache(maxsize=1024)
def terms(text: str) -> tuple[Term, ...]:
    """Return the words of a text that say something, in order, each in the form in which words compare.

    Words that the field uses for one thing are one; others lose their plural and all after the sixth letter.
    """
    terms = []
    text = _AMOUNT.sub(lambda match: re.sub(r"\d", "\1", match[0]), text)
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word not in _SMALL and (len(word) > 1 or word.isdigit()):
            terms.append(Term(stem(word), match.start()))
    return tuple(terms)


@functools.lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the compared form of one word in small letters."""
    if word in _FIRST:
        return _FIRST[word]
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _FIRST.get(word, word[:6])


def generic(word: str) -> bool:
    """Tell whether a word in its compared form says nothing of what a series is about: people, number, year."""
    return word.isdigit() or word in _generic()


@functools.lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in _GENERIC.split())


def near(words: str, first: int, last: int) -> dict[str, float]:
    """Return how near each word of a sentence stands to the figure between two places: 1 beside it, less further off.

    Words printed with the figure count more, words beyond another number less; the figure's own digits are left out.
    """
    said = terms(words)
    inner = [index for index, term in enumerate(said) if first <= term.start < last]
    here = inner or [sum(term.start < first for term in said)]
    others = [match.start() for match in _NUMBER.finditer(words) if not first <= match.start() < last]
    weights: dict[str, float] = {}
    for index, term in enumerate(said):
        inside = first <= term.start < last
        if not (inside and term.word.isdigit()):
            between = sum(min(term.start, first) < other < max(term.start, first) for other in others)
            apart = min(abs(index - here[0]), abs(index - here[-1]))
            weight = PRINTED if inside else max(LEAST, 1 - max(0, apart - 1) / FAR) * ACROSS**between
            weights[term.word] = max(weights.get(term.word, 0), weight)
    return weights
