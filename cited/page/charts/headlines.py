"""What lines and bars of published values show, in a sentence: the title of a chart."""

import pandas as pd

from cited.ledger.store import typed
from cited.ledger.store.periods import Period
from cited.page.wording import differences, unit_words, words

# The highest of several lines that is less than so many times the next one leads by too little to say so.
CLOSE = 1.1


def finding(observations: pd.DataFrame, called: dict[str, str], unit: str) -> str:
    """Return in one sentence what lines show: how one went; of several the two highest when all were last counted, or
    the lowest and the highest where these two are close; and where they never were together how the longest went."""
    if len(called) == 1:
        return course(observations, unit)
    lines = dict(typed.groups(observations, "series"))
    common = set.intersection(*(set(line["period"]) for line in lines.values()))
    if common:
        last = observations[observations["period"].isin(common)]
        latest = str(typed.largest(last, "at")["period"])
        last = last[last["period"] == latest].sort_values("value", ascending=False, kind="stable")
        shared = _shared(list(called.values()))
        named = [called[name].removeprefix(shared) for name in last["series"]]
        top, second, lowest = (float(last["value"].iloc[n]) for n in (0, 1, -1))
        if len(called) > 2 and lowest < second > top / CLOSE:
            ends = [f"{value(last.iloc[n], unit, again=not n)} ({named[n]})" for n in (-1, 0)]
            return f"From {' to '.join(ends)} {when(latest)}"
        return leading((named[0], last.iloc[0]), (named[1], last.iloc[1]), len(called), unit)
    longest = max(lines, key=lambda name: len(lines[name]))
    went = course(lines[longest], unit)
    return f"{called[longest][:1].upper()}{called[longest][1:]}: {went[:1].lower()}{went[1:]}"


def leading(first: tuple[str, pd.Series], second: tuple[str, pd.Series], of: int, unit: str) -> str:
    """Return in one sentence how the highest `of` some named values stands to the next one: `Largest: Norland, $3.9
    trillion in 2014, 3.1 times Sudland ($1.261 trillion)`."""
    (name, top), (other, row) = first, second
    statement, again = f"{value(top, unit)} {when(top['period'])}", value(row, unit, again=True)
    high, low = float(top["value"]), float(row["value"])
    if other == name:
        later = Period.parse(row["period"]).last > Period.parse(top["period"]).last
        change = "the same as" if high == low else "then" if later else "up from"
        return f"{name[:1].upper()}{name[1:]}: {statement}, {change} {again} {when(row['period'])}"
    if high == low:
        return f"{name[:1].upper()}{name[1:]} and {other} are level at {statement}"
    if unit == "percent":
        points = words.number(float(f"{round(high - low, 6):.2g}"))
        apart = f"{points} percentage {unit_words.after(points, 'points')} above"
    else:
        apart = differences.multiple(high / low) if low > 0 else "ahead of"
        apart = "just above" if apart == "equal to" else apart
    degree = ("Highest", "Higher") if unit == "percent" else ("Largest", "Larger")
    return f"{degree[of == 2]}: {name}, {statement}, {apart} {other} ({again})"


def _shared(names: list[str]) -> str:
    """Return the words up to a comma with which all names begin: the chart's title says them."""
    first = names[0].partition(", ")
    begins = first[0] + first[1]
    return begins if first[1] and all(name.startswith(begins) for name in names) else ""


def course(line: pd.DataFrame, unit: str) -> str:
    """How one line went: its peak, its low or its change."""
    top, low = typed.largest(line, "value"), typed.smallest(line, "value")
    first, last = line.iloc[0], line.iloc[-1]
    ending = f"{value(last, unit)} {when(last['period'])}"
    if first.name == last.name:
        return ending
    if top.name not in (first.name, last.name):
        return f"Down from a peak of {value(top, unit)} {when(top['period'])} to {ending}"
    if low.name not in (first.name, last.name):
        return f"Up from a low of {value(low, unit)} {when(low['period'])} to {ending}"
    verb = "Up" if last["value"] > first["value"] else "Down" if last["value"] < first["value"] else "Unchanged"
    return f"{verb} from {value(first, unit)} {when(first['period'])} to {ending}"


def when(period: str) -> str:
    """Return a period as a sentence ends with it: `in 2014`, `on 24 March 2020`."""
    return f"{'on' if period.partition('/')[0].count('-') == 2 else 'in'} {words.plain(period)}"


def value(row: pd.Series, unit: str, *, again: bool = False) -> str:
    """Return a value of an observation for a title: a count below a million in full, all else to four digits.

    Said `again`, a unit in words is left out.
    """
    number = float(row["value"])
    exact = number.is_integer() and abs(number) < 1_000_000
    amount = words.quantity(number if exact else float(f"{number:.4g}"), unit)
    return amount.removesuffix(f" {unit_words.after('', unit)}") if again else amount
