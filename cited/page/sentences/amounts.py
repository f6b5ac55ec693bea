"""How amounts were converted: rate, base year and source, in words."""

from markupsafe import Markup

from cited.ledger.frames.money import Money
from cited.page.tables import statistic
from cited.page.tracing.provenance import Fragment, Statistic
from cited.page.wording import unit_words, words

# Of more rates than these the first and the last are told.
SHOWN = 3


def converted(*money: Money) -> Fragment:
    """Return how amounts were converted: each price index and rate with its value, year and publisher; what was left.

    Amounts that went through no conversion are said to be in current money, as printed.

    Example:
        page.converted(ledger.converted(ledger.figures(theme="debt"), currency="USD"))
    """
    steps = {(*step.observations, step.rule): step for each in money for step in each.steps}
    left = sum(len(each.unconverted) for each in money)
    if not steps and not left:
        return Fragment("<p>Amounts are in current money, in the currency in which they are printed or published.</p>")
    grouped: dict[tuple[str, str], list[str]] = {}
    for *observed, rule in steps:
        series, _, period = observed[0].partition("@")
        grouped.setdefault((series, rule), []).append(period)
    parts = [_rates(series, rule, sorted(periods)) for (series, rule), periods in grouped.items()]
    sentence = Markup(" ").join(parts)
    if left:
        sentence += Markup(" Left out for want of a rate or a price: {}.").format(_left(money))
    return Fragment(Markup("<p>{}</p>").format(sentence.strip()))


def _rates(series: str, rule: str, periods: list[str]) -> Markup:
    """How amounts went through the values of one series: each with its period, or of many the first and the last."""
    row, values = statistic.known(series), {one["period"]: float(one["value"]) for one in _values(series)}
    ends = periods if len(periods) <= SHOWN else [periods[0], periods[-1]]
    # The unit is said once.
    values_in_words = [
        words.quantity(values[ends[0]], row["unit"]),
        *(statistic.number(values[one]) for one in ends[1:]),
    ]
    shown = [
        Markup("{} ({})").format(words.period(period), Statistic(rate, series, period))
        for period, rate in zip(ends, values_in_words, strict=True)
    ]
    own = "year" if row["kind"] == "average" else "date"
    each = "each amount’s own {}, from {} to {}"
    between = words.joined(shown) if len(periods) <= SHOWN else Markup(each).format(own, *shown)
    # The rule names currencies by their codes: `USD into EUR at the rate of`, `USD in the prices of`.
    code, way, rest = rule.split(" ", 2)
    if way == "into":
        into, _, rest = rest.partition(" ")
        rest = f"{unit_words.named(into)} {rest}"
    sentence = f"{unit_words.named(code)} were converted {'into' if way == 'into' else 'to'} {rest}"
    sentence = sentence[:1].upper() + sentence[1:]
    return Markup("{} {}; source: <cite>{}, {}</cite>.").format(sentence, between, row["title"], row["publisher"])


def _values(series: str) -> list[dict[str, str]]:
    from cited.ledger.store import tables

    return tables.select(table="observations", series=series)


def _left(amounts: tuple[Money, ...]) -> Markup:
    figures, observed = [], []
    for money in amounts:
        if "value" in money.unconverted.columns:
            observed += statistic.names(money.unconverted)
        else:
            figures += list(money.unconverted.index)
    shown = []
    if figures:
        noun = unit_words.after(str(len(figures)), "figures")
        shown.append(Markup('<span data-figures="{}">{} {}</span>').format(" ".join(figures), len(figures), noun))
    if observed:
        noun = unit_words.after(str(len(observed)), "published values")
        shown.append(Markup('<span data-series="{}">{} {}</span>').format(" ".join(observed), len(observed), noun))
    return words.joined(shown)
