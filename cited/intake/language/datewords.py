"""Periods as people write them, from EDTF."""

import calendar
import re

from cited.ledger.store import periods

# Each that is asked for is made anew.
_MONTHS = tuple(calendar.month_name)


def when(period: str) -> str:
    """Return an EDTF period as people write it: `8 April 2020`, `1568 to 1918`, `from 2010 on`, `about 2016`."""
    first, last = periods.ends(period)
    if "/" not in period:
        return _day(first)
    if last == "..":
        return f"from {_day(first)} on"
    return f"until {_day(last)}" if first == ".." else f"{_day(first)} to {_day(last)}"


def _day(edtf: str) -> str:
    """A year, month or day in words; others, such as decades, as they are."""
    words = edtf.rstrip("~?%")
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", words)
    if match and 1 <= int(match[2]) <= 12:
        words = f"{int(match[3])} " if match[3] else ""
        words += f"{_MONTHS[int(match[2])]} {match[1]}"
    return f"about {words}" if edtf.endswith(("~", "%")) else words
