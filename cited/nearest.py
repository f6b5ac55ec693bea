"""The known name nearest to an unknown one: a typo is answered with what was probably meant."""

from collections.abc import Iterable

# Of a hundred: below the first two names share too little to be a slip of the hand, below the second too little to
# be a part of the other (`reserves` of `foreign exchange reserves`).
ALIKE, PART = 60, 80


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like another, whatever their case, or an empty text where none is like it."""
    # Imported late: most commands never meet an unknown name.
    from rapidfuzz import fuzz, process

    names = sorted({item for item in known if item})
    for scorer, least in ((fuzz.ratio, ALIKE), (fuzz.WRatio, PART)):
        best = process.extractOne(name, names, scorer=scorer, processor=str.lower, score_cutoff=least)
        if best:
            return best[0]
    return ""


def suggestion(name: object, known: Iterable[object]) -> str:
    """Return `; did you mean “…”?` with the nearest known name, or an empty text where none is like it.

    >>> suggestion("reserve", ["reserves", "trade"]), suggestion("masks", ["reserves", "trade"])
    ('; did you mean “reserves”?', '')
    """
    near = nearest(str(name), map(str, known))
    return f"; did you mean “{near}”?" if near else ""
