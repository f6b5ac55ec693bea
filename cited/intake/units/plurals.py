"""Plurals: the name by which the ledger knows what is counted, and which words are persons."""

import re

from cited.intake.language.measures import NOUNS, PEOPLE, PERSON
from cited.intake.language.noun_words import ABSTRACT, ENDS_NOUN, NO_NOUNS, PLURALS, STOP

# 40 EVs, six UTs.
_INITIALS = re.compile(r"(?!DS|US|IS|AS)[A-Z]{2,5}s")


def plural(noun: str) -> str:
    """Return the plural by which the ledger names what is counted; persons for whoever is one."""
    if noun in NOUNS:
        return NOUNS[noun]
    if PERSON.fullmatch(re.sub("man$", "men", noun)):
        # One drayman, one chairwoman.
        return "persons"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        noun = f"{noun[:-1]}ies"
    elif noun.endswith(("s", "x", "ch", "sh")):
        noun = f"{noun}es"
    else:
        noun = f"{noun}s"
    return NOUNS.get(noun, noun)


def named(words: str) -> str:
    """Return the unit that a heading names by its last plural noun, or an empty text: `Teachers`, `Number of ships`."""
    noun = ""
    for word in re.findall(r"[^\W\d_](?:[\w’'-]*\w)?", words):
        if noun and (word.lower() in ENDS_NOUN or word.endswith("ed")):
            break
        if is_person(word):
            return "persons"
        if is_plural(word) and word.lower() not in STOP and not word.endswith(("’s", "'s")):
            noun = NOUNS.get(word.lower(), word if word[:-1].isupper() else word.lower())
    return "" if noun in ABSTRACT else noun


def is_person(word: str) -> bool:
    """Return whether a word says whom somebody counts."""
    if word[:1].isupper() and word.endswith(("ians", "icans", "ermans", "oreans", "opeans")):
        return True
    last = word.lower().rpartition("-")[2]
    if word.lower() in PEOPLE or (last in PEOPLE and last.endswith("s")):
        return True
    return bool(PERSON.fullmatch(word)) and word.lower() not in NO_NOUNS


def is_plural(word: str) -> bool:
    """Return whether a word is a plural noun that may be counted."""
    name = word.lower()
    if name in PLURALS:
        return True
    if word.isupper() and len(word) > 1:
        return False
    if _INITIALS.fullmatch(word):
        return True
    return (
        name.endswith("s") and len(name) > 3 and not name.endswith(("ss", "us", "is", "ous")) and name not in NO_NOUNS
    )
