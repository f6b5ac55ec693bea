"""Spans of time that are told by their end: the year to June 2024, the three years to 2023."""

import re

from cited.intake.language.calendar_words import COUNTS, ORDINAL, count, month


def year_to(m: re.Match[str]) -> str:
    """The year to June 2024: the twelve months that end with it."""
    length = {"half": 6, "year": 12, "quar": 3}.get(m["span"].lower()[:4], 0)
    length = length or (count(m["count"]) if m["count"] else 1 if m["span"].lower() == "month" else 12)
    end = int(m["ty"]) * 12 + month(m["tm"]) - 1
    begin = end - length + 1
    # The year to December is the year.
    return (
        m["ty"]
        if (length, end % 12) == (12, 11)
        else f"{begin // 12}-{begin % 12 + 1:02}/{end // 12}-{end % 12 + 1:02}"
    )


def years_to(m: re.Match[str]) -> str:
    """Some years to another: the three to 2023 are 2021 to 2023, the four to 2028/29 begin in 2025."""
    number = count(m["yn"]) if m["yn"] else 10
    if m["ym"]:
        end = int(m["yl"]) * 12 + month(m["ym"]) - 1
        begin = end - 12 * number + 1
        return f"{begin // 12}-{begin % 12 + 1:02}/{end // 12}-{end % 12 + 1:02}"
    last = int(second(m["ye"], m["yf"]) if m["yf"] else m["ye"])
    first = last - number + (0 if m["yf"] else 1)
    return f"{first}/{last}" if first < last else str(last)


def quarters_to(m: re.Match[str]) -> str:
    """The four quarters to the third of 2024."""
    number = int(m["o2"] or ORDINAL[m["o3"].lower()])
    last = 12 * int(m["o4"]) + 3 * number - 1
    first = last - 3 * COUNTS.get(m["o1"].lower(), 4) + 1
    return f"{first // 12}-{first % 12 + 1:02}/{last // 12}-{last % 12 + 1:02}"


def second(first: str, last: str) -> str:
    """Return the second of two years, which may be printed by its last two digits."""
    return last if len(last) == 4 else first[:2] + last if last > first[2:] else f"{int(first[:2]) + 1}{last}"
