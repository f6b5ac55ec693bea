"""Sentences that are alike but about different things: men and women, the first and the second."""

import difflib
import functools
import re

from cited.intake.consistency.related import Mention
from cited.intake.language.words import SCALES, VALUES, either
from cited.ledger.store import periods

# A subject and a time.
Told = tuple[str, tuple[str, ...]]

_words = str.split
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|#")
_NUMBER = re.compile(rf"\d[\d.,\u00a0\u202f’]*|\b(?:{either((*VALUES, *SCALES, 'hundred', 'half'))})\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]*")
# The subject of a clause, and the verb with which it says how much: tourist arrivals reached, the number of ships was.
_SUBJECT = re.compile(
    r"(?:^|[:;,] )(?P<subject>[^:;,.\d]{4,80}?) (?:was|were|is|are|reached|totall?ed|numbered|averaged|stood at|came to"
    r"|amounted to|rose to|fell to|grew to|climbed to|dropped to)(?: (?:about|around|some|only|just|nearly|almost))* $",
    re.IGNORECASE,
)
# So many lines apart two sentences speak of one thing where they have one subject: of two paragraphs, the next.
_LINES = 2
GRAMMAR = frozenset(
    _words(
        """a an the of in on at to for from by with and or but as is are was were be been being am has have had having
        that which who whom whose this these those it its they their them he she his her we our there here then than
        so also still yet already again later now today only just even about some nearly almost over around roughly
        more most less least up not no will would can could may might must shall should do does did said says say
        according put been however moreover further s t"""
    )
)
# Words that set a thing apart, also where the other sentence has none for them.
_APART = frozenset(
    _words(
        """men man women woman male males female females boy boys girl girls child children adult adults elderly young
        north northern south southern east eastern west western central urban rural public private domestic foreign
        first second third fourth fifth sixth seventh eighth ninth tenth last next previous former latter
        another other others additional extra new old average mean median minimum maximum gross net half upper lower
        imports exports arrivals departures births deaths inflows outflows assets liabilities revenue expenditure
        winter summer spring autumn morning evening night weekdays weekends single double initial final
        legal illegal direct indirect primary secondary tertiary skilled unskilled planned actual"""
    )
)


def distinct(one: Mention, other: Mention) -> bool:
    """Tell whether two sentences with figures of one unit are of one form but about different things.

    So they are where a word that sets things apart (sex, side, ordinal) stands in one of them alone, and where one or
    two words of the one stand in the place of as many others: `in January`, `in February`.
    """
    first, second = _tokens(one), _tokens(other)
    mine, others = set(first), set(second)
    if (mine ^ others) & _APART:
        return True
    if mine <= others or others <= mine:
        return False
    blocks = difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return any(
        kind == "replace"
        and end - start == last - begin <= 2
        and all(word not in others for word in first[start:end])
        and all(word not in mine for word in second[begin:last])
        for kind, start, end, begin, last in blocks
    )


def restated(one: Mention, other: Mention) -> bool:
    """Tell whether two sentences near each other give one subject a number, both of one year and with nothing more.

    So do `Arrivals of tourists reached 3.2 million in 2018` and `Arrivals of tourists were 2.3 million in 2018`.
    """
    if abs(one.quantity.line - other.quantity.line) > _LINES:
        return False
    first = told(one)
    if not first or first != told(other):
        return False
    rest, other_rest = (_tokens_of(mention.line[mention.quantity.end : mention.closing]) for mention in (one, other))
    return rest == other_rest and periods.year(one.quantity.period) in rest


def told(one: Mention) -> Told | None:
    """Return of what a figure's sentence gives the number, and of when; None where it does not say one of them."""
    subject = one.quantity.period and _subject(one.line[one.opening : one.quantity.start])
    return (one.quantity.period, subject) if subject and len(subject) > 1 else None


@functools.lru_cache(maxsize=512)
def _subject(before: str) -> tuple[str, ...]:
    """The words of the subject that the words before a number have, needed for each number it is held to."""
    match = _SUBJECT.search(before)
    return tuple(_tokens_of(match["subject"])) if match else ()


def skeleton(one: Mention) -> str:
    """Return a figure's sentence with its number, the other numbers and the names masked: the form that it fills."""
    return _skeleton(one.words, one.quantity.start - one.opening, one.quantity.end - one.opening)


# A text may repeat a sentence many times.
@functools.lru_cache(maxsize=2048)
def _skeleton(words: str, start: int, end: int) -> str:
    own = _NUMBER.sub("#", words[start:end])
    text = " ".join((_NUMBER.sub("0", words[:start]), own, _NUMBER.sub("0", words[end:])))
    return " ".join(_WORD.findall(_NAME.sub("0", text))).lower()


def _tokens(one: Mention) -> list[str]:
    """The words and numbers of a figure's sentence in small letters, its own number as `#`, without grammar."""
    quantity = one.quantity
    own = re.sub(r"\d[\d.,\u00a0\u202f’]*", "#", one.line[quantity.start : quantity.end])
    text = f"{one.line[one.opening : quantity.start]} {own} {one.line[quantity.end : one.closing]}"
    return _tokens_of(text)


def _tokens_of(text: str) -> list[str]:
    return [word for token in _WORD.findall(text) if (word := token.lower()) not in GRAMMAR]
