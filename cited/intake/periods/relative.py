"""Relative times: this year, the month before, in May; told by the document's date or by the time named before."""

import re
from typing import NamedTuple

from cited.intake.language.calendar_words import ORDINAL, SEASONS, count, month

_WEEK = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


class Relative(NamedTuple):
    """How a time is told by another: by the `anchor` named before it or by `now`; `steps` of a `unit` from it.

    `part` is first and last month, and day, of a time that lacks its year; `week`: that day ends a week; `whole`: it
    is all of its unit.
    """

    base: str
    unit: str = "year"
    steps: int = 0
    part: tuple[int, int, int] | None = None
    since: bool = False
    ahead: bool = False
    week: bool = False
    whole: bool = False


def relative(kind: str, m: re.Match[str]) -> Relative | None:
    """Return what a match of a form says, None where it is none after all: `may` is a word, too."""
    if kind in ("ago", "later"):
        keys = ("rc", "ru", "ru2", "ru3") if kind == "ago" else ("lc", "lu", "lu2", "lu3")
        counted, *units = (m[key] for key in keys)
        steps = count(counted) if counted else 1
        unit = next(one for one in units if one).lower().removesuffix("s")
        return Relative("anchor", unit, -steps if kind == "ago" else steps, whole=kind == "ago" and bool(m["ru2"]))
    if kind == "named":
        if not m["nw"]:
            return Relative("now", "year", 1 if m["nn"] else 0)
        word = m["nw"].lower()
        if re.search(r"fiscal|financial", m[0], re.IGNORECASE):
            return Relative("fiscal", "year", {"last": -1, "next": 1}.get(word, 0))
        return Relative("now", m["nu"].lower(), {"last": -1, "next": 1, "the coming": 1}.get(word, 0))
    if kind == "weekof":
        return Relative("numbered week", "week", int(m["wn"])) if int(m["wn"]) in range(1, 54) else None
    if kind == "season":
        steps = {"last": -1, "next": 1}.get(m["sw"].lower(), 0)
        return Relative("season", "year", steps, part=(0, SEASONS[m["ss"].lower()], 0))
    if kind == "yesterday":
        return Relative("now", "day", -1)
    if kind == "weekday":
        return Relative("weekday", "day", _WEEK.index(m["wd"].lower()), since=m[0].lower().startswith("since"))
    if kind == "today":
        return Relative("now", "day")
    if kind == "corresponding":
        return Relative("year", "day" if m["cd"] else "year", int(m["cy"]) if m["cy"] else -1)
    if kind == "ordinalof":
        word = m["oo"].lower()
        return Relative("quarter", "quarter", -1 if word == "previous" else ORDINAL[word])
    if kind == "same":
        return Relative("anchor", next(m[key] for key in ("su", "su2", "su3", "su4", "su5", "su6") if m[key]).lower())
    return _part(kind, m)


def _part(kind: str, m: re.Match[str]) -> Relative | None:
    """A time without its year: a month, a day of a month, a quarter, a half, the months to a month."""
    if kind == "monthsto":
        span = {"year": 12, "quarter": 3}.get(m["mu"].lower()) or (count(m["mc"]) if m["mc"] else 12)
        last = month(m["mm"]) if m["mm"][0].isupper() else 0
        return Relative("part", "month", part=(last - span + 1, last, 0)) if last else None
    if kind == "quarterof":
        named = m["qo"] or m["qa"]
        number = ORDINAL[named.lower()] if named else int(m["qn"])
        return Relative("part", "quarter", part=(3 * number - 2, 3 * number, 0))
    if kind == "monthsof":
        if not (m["n1"][0].isupper() and m["n2"][0].isupper()):
            return None
        return Relative("part", "month", part=(month(m["n1"]), month(m["n2"]), 0))
    if kind == "firstmonthsof":
        each = 3 if m["fu"] and m["fu"].lower() == "quarters" else 1
        return Relative("part", "month", part=(1, min(each * count(m["fm"] or m["fs"]), 12), 0))
    if kind == "monthin":
        return _of_year(m)
    if kind == "weekto":
        name = m["wm"]
        day = int(re.sub(r"\D", "", m["wt"]))
        named = name[0].isupper() and 0 < day < 32
        return Relative("part", "day", part=(month(name), month(name), day), week=True) if named else None
    if kind == "daysof":
        return _days(m)
    if kind == "halfof":
        second = (m["ho"] or m["ha"] or m["hn"]).lower() in ("second", "2")
        return Relative("part", "half", part=(7, 12, 0) if second else (1, 6, 0))
    groups = m.groupdict("")
    name = next(groups[key] for key in ("dm", "dm2", "dm3", "om", "om2", "om3") if groups.get(key))
    if not name[0].isupper():
        return None
    number, days = month(name), groups.get("dd") or groups.get("dd2") or ""
    day = 1 if groups.get("dw") else int(re.sub(r"\D", "", days) or 0)
    if day > 31:
        return None
    since = m[0].lower().startswith("since")
    if m[0].lower().startswith("last ") and not day:
        return Relative("last", "month", part=(number, number, 0))
    ahead = m[0].lower().startswith(("by", "until"))
    return Relative("part", "day" if day else "month", part=(number, number, day), since=since, ahead=ahead)


def _of_year(m: re.Match[str]) -> Relative | None:
    """A month, a quarter or a half of last year, of this or of the next."""
    steps = {"last": -1, "next": 1}.get((m["mw"] or m["my"]).lower(), 0)
    if m["mq"]:
        long = 3 if m["mh"].lower() == "quarter" else 6
        last = long * ORDINAL[m["mq"].lower()]
        return Relative("month", "month", steps, part=(last - long + 1, last, 0)) if last <= 12 else None
    number = month(m["mi"]) if m["mi"][0].isupper() else 0
    since = m[0].lower().startswith("since")
    return Relative("month", "month", steps, part=(number, number, 0), since=since) if number else None


def _days(m: re.Match[str]) -> Relative | None:
    """Some days of a year that is not named: between 28 October and 3 November."""
    if m["e9"]:
        return Relative("part", "day", 1, part=(month(m["e0"]), month(m["e0"]), count(m["e9"])))
    if m["hf"]:
        days = (1, 15) if m["hf"].lower() == "first" else (16, 31)
        return Relative("part", "day", days[0], part=(month(m["hm"]), month(m["hm"]), days[1]))
    name, first, last = (m["e4"], m["e1"], m["e3"]) if m["e4"] else (m["e7"] or m["e5"], m["e6"], m["e8"])
    other = m["e2"] or m["e5"] or name
    if not (name[0].isupper() and other[0].isupper()):
        return None
    ends = [int(re.sub(r"\D", "", day)) for day in (first, last)]
    return Relative("part", "day", ends[0], part=(month(other), month(name), ends[1])) if max(ends) < 32 else None
