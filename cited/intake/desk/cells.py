"""What a cell of a draft may hold, before the whole ledger is looked at."""

import re
import unicodedata

from cited.ledger.store.periods import Period

# Cells that a person may correct; the place of a figure changes by splitting, merging and adding.
EDITABLE = (
    "measure", "theme", "actor", "counterpart", "low", "high", "hedge", "unit", "period", "basis", "notes",
    "repeats", "status", "remark", "per", "stated", "reading",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MOST = 2_000


class Refused(Exception):
    """An edit that cannot be done; its words say why, and what was expected."""


def plain(value: str) -> str:
    """Return what a person typed in the form in which tables keep it: composed, without blanks around."""
    return unicodedata.normalize("NFC", value).strip()


def require_valid(column: str, value: str) -> None:
    """Raise `Refused` for a cell that could not stand in the ledger, whatever else the row has."""
    if len(value) > _MOST:
        raise Refused(f"`{column}`: {len(value)} characters; expected at most {_MOST}")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in value):
        raise Refused(f"`{column}`: expected one line without control characters or half of a pair (surrogates)")
    if column in ("low", "high") and value and not _NUMBER.fullmatch(value):
        raise Refused(f"`{column}`: “{value}”; expected a plain number such as 1300000000000 or 17.5, or nothing")
    if column in ("period", "stated") and value:
        try:
            Period.parse(value)
        except ValueError:
            raise Refused(
                f"`{column}`: “{value}”; expected a date such as 2012, 2020-03-24, 2009/2013 or 2010/.."
            ) from None
