"""Mentions: which areas a text speaks of, by name, by adjective and by abbreviation, in English."""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from cited.ledger.store.names import EVERYWHERE, PARTY, Area, areas, names, party

# Endings that make an adjective or a people of a name: Chin-ese, Ital-ian, Russ-ia's, Belarus-ians.
_ENDINGS = ("an", "n", "ian", "ese", "ish", "i")

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+")


class Mention(NamedTuple):
    """An area code, where in the text its name begins, whether it is the name of a people: `Italians`, and whether it
    is that of a place in the area: a city has its country's code."""

    start: int
    code: str
    people: bool = False
    inside: bool = False


class Gazetteer:
    """The forms of every area's name, and what they are found in; which groups an area belongs to.

    `groups` has the groups of each area that is in one, `unions` the codes of all groups; `world` is the code of
    the area that is meant where a sentence names none, empty where the project has none.
    """

    def __init__(self, parties: list[tuple[str, str]], known: list[Area]):
        """Know these parties, codes and names, these areas, and every country of the CLDR."""
        # A party's own code goes before that of the country of the same name.
        self.codes = {**_world_codes(), **_codes(parties)}
        # A table of parties has a country before the cities in it.
        codes = [code for code, _ in parties]
        self.cities = {_key(name) for index, (code, name) in enumerate(parties) if code in codes[:index]}
        for area in known:
            self.codes |= dict.fromkeys(map(_key, area.forms), area.code)
        # How many words the longest form has that begins with a word.
        self.longest: dict[str, int] = {}
        for form in self.codes:
            words = form.split()
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
        self.groups: dict[str, list[str]] = {}
        for area in known:
            for member in area.members:
                self.groups.setdefault(member, []).append(area.code)
        self.world = next(iter(self.groups.pop(EVERYWHERE, [])), "")
        self.unions = {area.code for area in known if area.members}
        self.mentions = functools.lru_cache(maxsize=1024)(self._mentions)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
        mentions, index = [], 0
        while index < len(words):
            for many in range(min(self.longest.get(_key(words[index][1]), 0), len(words) - index), 0, -1):
                name = _key(" ".join(word for _, word in words[index : index + many]))
                if name in self.codes:
                    people = name.endswith("s") and self.codes.get(name[:-1]) == self.codes[name]
                    mentions.append(Mention(words[index][0], self.codes[name], people, name in self.cities))
                    index += many - 1
                    break
            index += 1
        return tuple(mentions)


def mentions(text: str) -> tuple[Mention, ...]:
    """Return every mention of an area in a text, in order: codes as in `data/names.csv`, ISO 3166-1 alpha-3."""
    return gazetteer().mentions(text)


def party_name(code: str) -> str:
    """Return the name of an area: that of `data/names.csv`, else the English one of the CLDR, else the code."""
    name = party(code)
    return _world().get(code, code) if name == code else name


def gazetteer() -> Gazetteer:
    """Return the names of areas as `data/names.csv` and `data/areas.csv` have them now; who looks at many texts asks
    once."""
    parties = tuple((row["code"], row["name"]) for row in names(kind=PARTY) if row["code"])
    return _gazetteer(parties, tuple(areas()))


@functools.lru_cache(maxsize=2)
def _gazetteer(parties: tuple[tuple[str, str], ...], known: tuple[Area, ...]) -> Gazetteer:
    return Gazetteer(list(parties), list(known))


def _key(form: str) -> str:
    """A form as it is looked up: an abbreviation such as US is one only in capitals."""
    return form if form.isupper() and len(form) < 6 else form.lower()


@functools.cache
def countries() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-2 code of every country of the CLDR, by its alpha-3 code."""
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    return {old: new[0] for old, new in aliases if len(old) == 3 and old.isalpha() and len(new[0]) == 2}


@functools.cache
def _world() -> dict[str, str]:
    """The English name of every country of the CLDR, by its code."""
    import babel

    known = babel.Locale("en").territories
    return {three: known[two] for three, two in countries().items() if two in known}


def _codes(parties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The code of each form of the names of parties, or of countries; the first that has a form counts."""
    codes: dict[str, str] = {}
    for code, name in parties:
        for form in _forms(name):
            codes.setdefault(_key(form), code)
    return codes


@functools.cache
def _world_codes() -> dict[str, str]:
    """The code of each form of the name of each country of the CLDR."""
    return _codes(_world().items())


def _forms(name: str) -> list[str]:
    """A name with its adjectives and its people, as far as they follow from it."""
    plain = re.sub(r"\s*\(.*?\)|’", "", name).strip()
    if " " in plain or len(plain) < 4:
        return [plain]
    stems = (plain.removesuffix("a"), re.sub(r"(?:a|y|e|ia|land)$", "", plain), plain)
    made = [f"{stem}{ending}" for stem in stems if len(stem) >= 4 for ending in _ENDINGS]
    return [plain, *made, *(f"{form}s" for form in made if form.endswith("n"))]
