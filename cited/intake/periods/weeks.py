"""Weeks, days of the week and seasons, told by the document's date."""

import datetime

from cited.ledger.store import periods

_MAY = 5


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


def _from(monday: datetime.date) -> str:
    return f"{monday}/{monday + datetime.timedelta(days=6)}"
