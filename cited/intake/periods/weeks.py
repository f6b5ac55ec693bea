"""Weeks, days of the week, seasons and fiscal years, told by the document's date."""

import datetime

from cited.ledger.store import periods

# With April most fiscal years have begun that are no calendar years.
_APRIL, _MAY = 4, 5


def by_date(base: str, now: str, steps: int, part: tuple[int, int, int] | None) -> str:
    """Return the period of a numbered week, a fiscal year or a season, so many from that of the document's date."""
    if base == "season":
        return season(now, part[1], steps) if part else ""
    return fiscal(now, steps) if base == "fiscal" else numbered(now, steps)


def weekday(now: str, number: int, ahead: bool) -> str:
    """Return the last such day of the week up to the document's date, or the next after it."""
    if len(now) != 10:
        return ""
    day = datetime.date.fromisoformat(now)
    back = (day.weekday() - number) % 7
    return str(day + datetime.timedelta(days=7 - back if ahead else -back))


def week(now: str, steps: int) -> str:
    """Return the week, from Monday to Sunday, in which the document's date lies, or one so many weeks from it."""
    if len(now) != 10:
        return ""
    day = datetime.date.fromisoformat(now)
    return _from(day + datetime.timedelta(days=7 * steps - day.weekday()))


def numbered(now: str, number: int) -> str:
    """Return the last week of that number, as ISO 8601 counts them, that had begun on the document's date."""
    if len(now) != 10:
        return ""
    for year in (int(now[:4]), int(now[:4]) - 1):
        if number <= datetime.date(year, 12, 28).isocalendar().week:
            monday = datetime.date.fromisocalendar(year, number, 1)
            if str(monday) <= now:
                return _from(monday)
    return ""


def reported(period: str, covered: str, now: str) -> str:
    """Return a period; this week, or last, of a document that covers another week than that of its date, by that."""
    for steps in (0, -1):
        first, last = periods.ends(covered)
        if period == week(now, steps) and len(first) == len(last) == 10 and days(first, last) == 7 and last <= now:
            back = datetime.timedelta(days=7 * steps)
            return "/".join(str(datetime.date.fromisoformat(day) + back) for day in (first, last))
    return period


def days(first: str, last: str) -> int:
    """Return how many days there are from one to another, both counted."""
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days + 1


def season(now: str, last: int, steps: int) -> str:
    """Return the year of this season, of the last that was over at the document's date or of the next to begin; `last`
    is the month with which it ends: a winter's is in the next year."""
    if len(now) < 7:
        return ""
    month = int(now[5:7])
    index = 12 * int(now[:4]) + month
    year = int(now[:4]) - (last > 12 and month <= _MAY)
    if steps:
        year = (index - last - 1) // 12 if steps < 0 else (index - last + 2) // 12 + 1
    return f"{year}/{year + 1}" if last > 12 else str(year)


def fiscal(now: str, steps: int) -> str:
    """Return the fiscal year of the document's date, or one so many years from it, as the two years that it lies in;
    without a month the year."""
    if len(now) < 7:
        return str(int(now) + steps) if now.isdecimal() else ""
    first = int(now[:4]) - (int(now[5:7]) < _APRIL) + steps
    return f"{first}/{first + 1}"


def is_fiscal(period: str, now: str) -> bool:
    """Return whether a period is a fiscal year of the time of a document."""
    first, _, last = period.partition("/")
    two = first.isdecimal() and last.isdecimal() and int(last) == int(first) + 1
    return two and len(now) >= 7 and abs(int(last) - int(now[:4])) <= 1


def _from(monday: datetime.date) -> str:
    return f"{monday}/{monday + datetime.timedelta(days=6)}"
