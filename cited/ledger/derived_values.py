"""Values that the project computed: a sum or a mean of others is computed again from what their cells name."""

import re
from collections.abc import Mapping, Sequence

from cited.ledger import where_read
from cited.ledger.periods import Period

# `derived from the sum of exports-nor and exports-swe`, `derived from the mean of exports-nor`.
_COMPUTED = re.compile(rf"{where_read.DERIVED} the (sum|mean) of ([a-z0-9-]+(?:(?:, | and )[a-z0-9-]+)*)")
# The values of a series, each with its period.
Values = Sequence[tuple[Period, float]]


def expected(
    where: str, period: Period, held: Mapping[str, Values], kinds: Mapping[str, str]
) -> tuple[float, str] | None:
    """Return what a value must be by its cell `where_read` and in words how; None for one that is no sum or mean.

    Of several series the sum is of what each has in the period: of a flow all, of any other kind the last. A mean is
    of all values in it. `held` has the values of each series, `kinds` its kind.
    """
    said = _COMPUTED.fullmatch(where)
    if not said:
        return None
    within: list[float] = []
    for name in re.split(", | and ", said[2]):
        own = sorted((of.last, value) for of, value in held.get(name, ()) if period.covers(of))
        if not own:
            return None
        within += [value for _, value in (own if said[1] == "mean" or kinds.get(name) == "flow" else own[-1:])]
    total = sum(within)
    return (total / len(within) if said[1] == "mean" else total), f"the {said[1]} of {said[2]}"
