"""Mentions: which areas a text speaks of, by name, by adjective and by abbreviation, in English."""

import functools
import re
from typing import NamedTuple

from cited.ledger.names import PARTY, names

# Adjectives and names of peoples that do not begin as the country does, with those of groups of countries.
_IRREGULAR = {
    "AUT": "Austrian Austrians", "BEL": "Belgian Belgians", "BGR": "Bulgarian Bulgarians", "BLR": "Belorussian",
    "CHE": "Swiss", "CHN": "PRC", "CYP": "Cypriot Cypriots", "CZE": "Czech Czechs", "DEU": "German Germans",
    "DNK": "Danish Danes", "ESP": "Spanish Spaniards", "FIN": "Finnish Finns", "FRA": "French",
    "GBR": "British Britain Briton Britons UK U.K. England English Scotland Wales", "GRC": "Greek Greeks",
    "HUN": "Hungarian Hungarians", "IRL": "Irish", "ISL": "Icelandic", "KHM": "Khmer", "KOR": "South-Korean",
    "LAO": "Laotian Laotians", "LUX": "Luxemburg", "MMR": "Burma Burmese", "NLD": "Dutch Holland", "NOR": "Norwegian",
    "PHL": "Filipino Filipinos Philippine", "POL": "Polish Poles", "PRK": "North-Korean DPRK", "PRT": "Portuguese",
    "RUS": "Moscow", "SWE": "Swedish Swedes", "THA": "Thai Thais", "TUR": "Turkey Turkish Turks",
    "UKR": "Ukrainian", "USA": "US U.S. USA U.S.A. America American Americans Washington",
    "XAF": "African Africans", "XAI": "Asian Asians", "XAS": "Asean", "XEP": "European Europeans",
    "XEA": "euro-zone eurozone euro-area", "XEU": "EU EU-28 EU27", "XSC": "Schengen",
    "XSU": "Soviet USSR", "XWO": "global globally worldwide",
}  # fmt: skip
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
    """The forms of every area's name, and what they are found in."""

    def __init__(self, parties: list[tuple[str, str]]):
        """Know these parties, codes and names, and every country of the CLDR."""
        self.codes: dict[str, str] = {}
        for code, name in [*parties, *_world()]:
            for form in _forms(name):
                self.codes.setdefault(_key(form), code)
        # A table of parties has a country before the cities in it.
        codes = [code for code, _ in parties]
        self.cities = {_key(name) for index, (code, name) in enumerate(parties) if code in codes[:index]}
        for code, forms in _IRREGULAR.items():
            for form in forms.split():
                self.codes[_key(form.replace("-", " "))] = code
        # How many words the longest form has that begins with a word.
        self.longest: dict[str, int] = {}
        for form in self.codes:
            words = form.split()
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
        self.mentions = functools.lru_cache(maxsize=1024)(self._mentions)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
        found, index = [], 0
        while index < len(words):
            for many in range(min(self.longest.get(_key(words[index][1]), 0), len(words) - index), 0, -1):
                name = _key(" ".join(word for _, word in words[index : index + many]))
                if name in self.codes:
                    people = name.endswith("s") and self.codes.get(name[:-1]) == self.codes[name]
                    found.append(Mention(words[index][0], self.codes[name], people, name in self.cities))
                    index += many - 1
                    break
            index += 1
        return tuple(found)


def mentions(text: str) -> tuple[Mention, ...]:
    """Return every mention of an area in a text, in order: codes as in `data/names.csv`, ISO 3166-1 alpha-3."""
    return gazetteer().mentions(text)


def gazetteer() -> Gazetteer:
    """Return the names of areas as `data/names.csv` has them now; who looks at many texts asks once."""
    return _gazetteer(tuple((row["code"], row["name"]) for row in names(kind=PARTY) if row["code"]))


@functools.lru_cache(maxsize=2)
def _gazetteer(parties: tuple[tuple[str, str], ...]) -> Gazetteer:
    return Gazetteer(list(parties))


def _key(form: str) -> str:
    """A form as it is looked up: an abbreviation such as US is one only in capitals."""
    return form if form.isupper() and len(form) < 6 else form.lower()


@functools.cache
def _world() -> list[tuple[str, str]]:
    """The code and the English name of every country of the CLDR."""
    import babel
    from babel.core import get_global

    two = {old: new[0] for old, new in get_global("territory_aliases").items() if len(old) == 3 and old.isalpha()}
    known = dict(babel.Locale("en").territories)
    world = [(three, known[short]) for three, short in two.items() if short in known and len(short) == 2]
    # Niger's people are Nigeriens: of the two, Nigeria must come first.
    return sorted(world, key=lambda pair: pair[0] == "NER")


def _forms(name: str) -> list[str]:
    """A name with its adjectives and its people, as far as they follow from it."""
    plain = re.sub(r"\s*\(.*?\)|’", "", name).strip()
    if " " in plain or len(plain) < 4:
        return [plain]
    stems = (plain.removesuffix("a"), re.sub(r"(?:a|y|e|ia|land)$", "", plain), plain)
    made = [f"{stem}{ending}" for stem in stems if len(stem) >= 4 for ending in _ENDINGS]
    return [plain, *made, *(f"{form}s" for form in made if form.endswith("n"))]
