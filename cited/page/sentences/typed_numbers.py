"""Numbers that a notebook types with the name of what states them: they are held to the statistic or the parameter."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from cited.ledger.frames import known
from cited.ledger.store import tables
from cited.ledger.traced.origins import AT, ProvenanceError
from cited.page.tracing import provenance
from cited.page.wording import words

NUMBER = re.compile(r"(\d[\d,]*(?:\.(\d+))?)(?:\s*(trillion|billion|million|thousand))?")
SCALES = {word: float(scale) for scale, word in words.SCALES} | {"thousand": 1000.0, "": 1.0}


@dataclass(frozen=True)
class Statistic(provenance.Statistic):
    """A value of a published series, as text, with the series' id and the period it is of.

    Raises UnknownName for a statistic that the ledger does not have, and ProvenanceError for a text whose number is
    not its value, to the digits that the text has.
    """

    def __post_init__(self) -> None:
        name = f"{self.series}{AT}{self.period}"
        if strange := known.strange([], [name]):
            raise known.UnknownName("\n".join(strange))
        held = [row for row in tables.select(table="observations", series=self.series) if row["period"] == self.period]
        unit = tables.select(table="series", series=self.series)[0]["unit"]
        value, text = float(held[0]["value"]), self.text.replace(unit, "")
        numbers = NUMBER.findall(text)
        if not numbers or not all(_rounds_to(value, *number) for number in numbers):
            raise ProvenanceError(
                f"Statistic: {name} is {words.quantity(value, unit)}, and “{self.text}” is given; expected its value, "
                "rounded or not, or a row of `observations()` by `show`"
            )


@dataclass(frozen=True)
class Parameter(provenance.Parameter):
    """The value of a notebook's parameter, by its name, as a sentence shows it.

    Raises ValueError where the running notebook has another value under this name.

    Example:
        page.Parameter("first", 2011)
    """

    def __post_init__(self) -> None:
        require_parameter(self.name, self.value)


def require_parameter(name: str, value: object) -> None:
    """Raise ValueError where the running notebook has another value under the name of a parameter."""
    loaded = sys.modules.get("IPython")
    shell = loaded.get_ipython() if loaded else None
    own = shell.user_ns.get(name, value) if shell else value
    if own != value and str(own) != str(value):
        raise ValueError(f"parameter {name}: {value!r} is given, where the notebook has {own!r}; expected its value")


def _rounds_to(value: float, digits: str, decimals: str, scale: str) -> bool:
    """Tell whether a value rounds to a number as it is written; zeros at the end of a whole one may be rounding."""
    whole = digits.replace(",", "")
    step = 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    written = float(whole) * SCALES[scale]
    return abs(written - abs(value)) <= step * SCALES[scale] / 2 * (1 + 1e-9)
