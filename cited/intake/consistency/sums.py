"""Sums in sentences: a total and its parts, and a whole that names some or all of its parts."""

import itertools
import re
from collections.abc import Iterator, Sequence

from cited.intake.consistency.related import Related, Sentence, alike, amount

_CUE = (
    r"(?:total(?:l?ing|led|s)?|altogether|in all|all told|sum of|combined|together|overall|in total"
    r"|add(?:s|ed|ing)? up to|makes|making)"
)
_BEFORE = re.compile(rf"\b{_CUE}\b[^.;,\d]{{0,18}}$", re.IGNORECASE)
_AFTER = re.compile(
    r"^(?: [a-z-]+){0,2},? (?:in all|in total|altogether|together|all told|combined|overall)\b", re.IGNORECASE
)
_NEXT = re.compile(rf"(?: [a-z-]+){{0,2}}[,;)–—]+\s?(?:and |or )?{_CUE}\b[^.;,\d]{{0,18}}", re.IGNORECASE)
_BRACKETS = re.compile(r" \([\d.,]+\)")
_OPENS = re.compile(
    r"^\W*(?:together|in all|in total|altogether|combined|all told|taken together|overall)\b", re.IGNORECASE
)
_NO_CUE = re.compile(r"\b(?:bring|brings|bringing|brought|taking|takes|took)\b[^.;]{0,40}$", re.IGNORECASE)
_LISTED = re.compile(r"^[^.;]{0,70}?(?:,|\band\b|\bplus\b|\bwith\b|\)|\()[^.;]{0,70}$")
_ANEW = re.compile(r"\b(?:while|whereas|but|compared|against|up from|down from)\b", re.IGNORECASE)
_EACH = re.compile(r"^(?: [\w-]+){0,2} (?:each|apiece|per|a (?:day|month|year|week|head))\b", re.IGNORECASE)
# What stands between a whole and all of its parts, or some of them.
_ALL = re.compile(
    r"^[^.;()\d]{0,60}?(?::|\(|\s[–—-]\s|\b(?:consist(?:s|ed|ing)? of|compris(?:es|ed|ing)|made up of|composed of"
    r"|(?:divided|split|broken down)(?: up)? (?:into|between|among)|namely|that is|i\.e\.))[^.;:\d]{0,40}$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"^[^.;\d]{0,60}?\b(?:of (?:which|whom|these|those|them)|includ(?:es|ed|ing)|among them|notably|such as|e\.g\.)"
    r"[^.;:\d]{0,40}$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
OF_THE = re.compile(r"^\W*(?:out )?of (?:the |all (?:the )?|its |their |these |those |some |about )?$", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:the rest|rest of|others?\b|remain(?:ing|der|ed|s)|elsewhere|everyone else|everything else)", re.IGNORECASE
)
# A part with a verb of its own may overlap with the others: `500 were women and 400 came by air`.
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|came|went|live[sd]?|work(?:s|ed)?|own(?:s|ed)?|use[sd]?|took|said|can|will)\b",
    re.IGNORECASE,
)


def sums(sentence: Sentence) -> list[Related]:
    """Return the totals of a sentence with their parts; `most` where the words do not say that these are all."""
    relations = [*_called_total(sentence), *_listed(sentence)]
    unique: dict[int, Related] = {}
    for one in relations:
        unique.setdefault(one.figures[0], one)
    return list(unique.values())


def _called_total(sentence: Sentence) -> Iterator[Related]:
    """Totals that a word calls so, with the amounts of their unit before or after them."""
    for index in sentence.indices:
        one = sentence[index]
        if not amount(one.unit) or one.per:
            continue
        run = _cued(sentence, index)
        if len(run) >= 2 and _is_list(sentence, run):
            yield Related("total", (index, *run))
            return


def _cued(sentence: Sentence, index: int) -> list[int]:
    """The parts of a total that a word before it, after it or at the start of its sentence calls so."""
    own = [other for other in sentence.indices if other != index and _part(sentence, other, index)]
    before, after = [other for other in own if other < index], [other for other in own if other > index]
    if _AFTER.match(sentence.after(index)) and not _leads_on(sentence, index):
        return before
    if _BEFORE.search(sentence.before(index, 40)) and not _NO_CUE.search(sentence.before(index, 60)):
        first = sentence.line[sentence.opening : sentence[index].start]
        return after if len(after) >= 2 and (len(before) < 2 or not _LISTED.match(first)) else before
    if _OPENS.match(sentence.line[sentence.opening : sentence.closing]) and own and index == max(*own, index):
        return before
    return []


def _leads_on(sentence: Sentence, index: int) -> bool:
    """Whether the words after an amount call the next one the total: £15 million, together £47 million."""
    place = sentence.indices.index(index) + 1
    return place < len(sentence.indices) and bool(_NEXT.fullmatch(sentence.gap(index, sentence.indices[place])))


def _part(sentence: Sentence, index: int, whole: int) -> bool:
    """Whether a quantity could be a part of another by its unit, or as a bare number in brackets: nurses (640)."""
    one, total = sentence[index], sentence[whole]
    bare = not one.unit and total.unit.islower() and _BRACKETS.match(sentence.line, one.start - 2)
    return (one.unit == total.unit or bool(bare)) and not one.per and not _EACH.match(sentence.after(index))


def _listed(sentence: Sentence) -> Iterator[Related]:
    """Wholes with a list of their parts after a colon, in brackets, after `of which`, or begun with `Of the`."""
    for place, index in enumerate(sentence.indices[:-2]):
        one = sentence[index]
        rest = sentence.indices[place + 1 :]
        if not amount(one.unit) or one.per or not amount(sentence[rest[0]].unit):
            continue
        gap = _YEAR.sub("that year", sentence.gap(index, rest[0]))
        run = _run(sentence, index, rest, gap)
        if len(run) < 2 or not _is_list(sentence, run):
            continue
        some = _SOME.match(gap)
        if some or (place == 0 and OF_THE.match(sentence.line[sentence.opening : one.start])):
            if _apart(sentence, run):
                last = sentence.gap(run[-2], run[-1]) + sentence.after(run[-1])
                yield Related("total", (index, *run), "" if _REST.search(last) else "most")
                return
        elif _ALL.match(gap) and _whole_list(sentence, gap, run):
            yield Related("total", (index, *run))
            return


def _run(sentence: Sentence, whole: int, rest: Sequence[int], gap: str) -> list[int]:
    """The quantities after a whole that could be its parts: up to the first that could not."""
    total = sentence[whole]
    line, end = sentence.line, sentence.closing
    if gap.count("(") > gap.count(")"):
        closed = line.find(")", sentence[rest[0]].end)
        end = closed if 0 <= closed < end else end
    run: list[int] = []
    for index in rest:
        one = sentence[index]
        if one.start >= end or (
            run and (";" in sentence.gap(run[-1], index) or _ANEW.search(sentence.gap(run[-1], index)))
        ):
            break
        if one.unit == total.unit or _kind_of(one.unit, total.unit, sentence, index, "whom" in gap):
            if one.per or _EACH.match(sentence.after(index)) or (one.high or 0) > (total.high or one.high or 0):
                return []
            run.append(index)
        elif amount(one.unit):
            return []
    return run


def _kind_of(unit: str, total: str, sentence: Sentence, index: int, whom: bool) -> bool:
    """Whether one noun may name a kind of another: frigates are ships; persons and money are kinds of nothing."""
    return (
        alike(unit, total)
        and (whom or "persons" not in (unit, total))
        and bool(re.search(r"[a-z]", sentence[index].printed))
    )


def _is_list(sentence: Sentence, run: Sequence[int]) -> bool:
    gaps = [sentence.gap(one, two) for one, two in itertools.pairwise(run)]
    return all(_LISTED.match(gap) and not _ANEW.search(gap) for gap in gaps)


def _apart(sentence: Sentence, run: Sequence[int]) -> bool:
    """Whether parts exclude each other: only the first has a verb, the others go on with it."""
    tails = [sentence.gap(one, two) for one, two in itertools.pairwise(run[1:])]
    tails.append(re.split(r"[.;:()]", sentence.after(run[-1], 40))[0])
    return not any(_VERB.search(tail) for tail in tails)


def _whole_list(sentence: Sentence, gap: str, run: Sequence[int]) -> bool:
    """Whether a list names all parts: one in brackets does where it ends with `and`."""
    if "(" not in gap:
        return True
    return bool(re.search(r"\b(?:and|plus)\b", sentence.gap(run[-2], run[-1])))
