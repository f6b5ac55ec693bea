"""Whether the words around a figure bear out when they were said and whether it has happened: `stated` and `basis`."""

import re
from collections.abc import Iterator, Mapping

from cited.intake.language.sentences import sentence
from cited.intake.reading import guess
from cited.intake.reading.grammar import Quantity
from cited.intake.verifying.printed_dates import printed
from cited.ledger.agreement.hedges import Hedge
from cited.ledger.store import periods
from cited.ledger.store.codes import Basis
from cited.ledger.store.periods import Period

COLUMNS = ("stated", "basis")
# Besides the words by which a draft tells what is announced: what is wished, asked for, decided or begun.
_TO_COME = re.compile(
    r"\b(?:intend(?:s|ed)?|aims?|seeks?|targets?|requests?|requested|approv(?:al|es|ed)|sanctions?|agree[sd]?|orders?"
    r"|ordered|commit(?:s|ted|ments?)?|offer(?:s|ed)?|shall|should|may|might|could|next|coming|upcoming|further"
    r"|additional|first of)\b",
    re.IGNORECASE,
)
# A verb of what is yet to come, right before the figure: `will reach`, `is expected to grow by`.
_FORETOLD = re.compile(
    r"\b(?P<verb>will|shall|(?:is|are|was|were|been|be)\s(?:now\s)?(?:expected|projected|forecast|predicted) to"
    r"|(?:expect|project|forecast|predict)s?\s(?:\w+\s){1,4}to)"
    r"\s(?:\w+ly\s)?(?:have(?:\s\w+ed)?|be|hold|need|cost|receive|send|provide|reach|exceed|surpass|total|number|hit|(?:rise|grow|climb|fall|drop|decline|shrink|increase|decrease"
    r"|double|amount)\s(?:by|to))\s(?:the\s)?$",
    re.IGNORECASE,
)

# Right before the figure: `had never held`, `has not yet reached`.
_DENIED = re.compile(
    r"\b(?P<words>(?:has|have|had|did|was|were)\s(?:never|not yet)(?:\s(?:yet|ever))?(?:\s\w+){0,2})"
    r"\s(?:the\s|its\s)?$",
    re.IGNORECASE,
)
# What a hedge becomes that is denied.
_TURNED: dict[str, Hedge] = {
    Hedge.MORE: Hedge.UP_TO,
    Hedge.AT_LEAST: Hedge.LESS,
    Hedge.LESS: Hedge.AT_LEAST,
    Hedge.UP_TO: Hedge.MORE,
}
# Right before the figure: `an estimated $3.3 trillion`.
_ESTIMATED = re.compile(r"\b(?:an?|the|some)\s(?:estimated|estimate of)\s(?:\w+\s)?$", re.IGNORECASE)


def faults(row: Mapping[str, str], line: str, quantity: Quantity, text: str, dated: str) -> Iterator[tuple[str, str]]:
    """Give the column and what was expected there, where the text does not bear out when and how a figure was said.

    `line` is the figure's, `text` the whole document's, `dated` the document's date (EDTF). What is no date is a fault
    of another rule.
    """
    stated, basis = row.get("stated") or "", row.get("basis") or ""
    try:
        written, said = Period.parse(dated), Period.parse(stated or dated)
        of = Period.parse(row.get("period") or "") if row.get("period") else None
    except ValueError:
        return
    if stated and said.first > written.last:
        yield "stated", f"expected a date before that of the document, {dated}"
    elif stated and not (printed(stated, text) or printed(periods.year(stated), line)):
        # A speech of 2006: its day is for a person to know.
        yield "stated", "expected a date that the text prints, or one of a year that the line prints"
    if basis == Basis.ACTUAL and "estimated" in row["printed"].lower():
        yield "basis", f"expected estimate, as “{row['printed']}” says"
    elif basis and (denied := _DENIED.search(line[: quantity.start])):
        yield "basis", f"expected no figure of what was: the words before say “{denied['words']}”"
        turned = _TURNED.get(quantity.hedge)
        if turned and row.get("hedge") != turned:
            # What had never been more than a number had been as much at most.
            yield "hedge", f"expected {turned}: the words before say “{denied['words']}”"
    elif basis == Basis.ACTUAL and (before := _ESTIMATED.search(line[: quantity.start])):
        yield "basis", f"expected estimate: the words before say “{before[0].strip()}”"
    elif basis and (expected := _basis(Basis(basis), of, said, line, quantity, dated)):
        yield "basis", expected


def _basis(basis: Basis, of: Period | None, said: Period, line: str, quantity: Quantity, dated: str) -> str:
    """What was expected of a basis that the period or the sentence contradicts, else an empty text."""
    if basis == Basis.ACTUAL:
        if of and not of.open and of.first > said.last:
            return "expected forecast or announced: the period begins after the words were written"
        foretold = _FORETOLD.search(line[: quantity.start])
        return f"expected forecast or announced: the words before say “{foretold['verb']}”" if foretold else ""
    if basis == Basis.FORECAST and of and of.last < said.first:
        return "expected another: the period has ended before the words were written"
    opening, closing = sentence(line, quantity.start)
    if basis == Basis.ESTIMATE:
        return "" if "estimate" in line[opening:closing].lower() else "expected a sentence that says estimate"
    if guess.basis(line, quantity, dated) == Basis.ACTUAL and not _TO_COME.search(line[opening:closing]):
        return "expected actual: the sentence has no word of what is yet to come"
    return ""
