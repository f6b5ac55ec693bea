"""Periods: the EDTF level 1 forms that the ledger uses (year, month, season, day;
uncertain; from/to; from/..)."""

OPEN = ".."
# Later than every year a document names: where an open interval ends.
_NEVER = 9999


def years(period: str) -> tuple[int, int] | None:
    """Return the first and last year of a period, 9999 for an open end, or None where there is no period."""
    if not period:
        return None
    ends = period.split("/")
    return int(ends[0][:4]), _NEVER if ends[-1] == OPEN else int(ends[-1][:4])


def within(period: str, first: int, last: int) -> bool:
    """Tell whether a period touches the years from `first` to `last`, 0 for no limit; no period always does."""
    span = years(period)
    return span is None or ((not last or span[0] <= last) and (not first or first <= span[1]))
