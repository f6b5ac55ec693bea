"""The codes of columns with a closed list of values, by name; `Hedge` and `Outcome` stand with their rules."""

from enum import StrEnum


class Status(StrEnum):
    """Whether a document prints a figure as it should be, as the column `status` has it."""

    PLAIN = "plain"
    # Printed damaged and read as meant: `63, 928`.
    REPAIRED = "repaired"
    # Probably wrong as printed.
    DOUBTFUL = "doubtful"


class Basis(StrEnum):
    """What a document says a figure to be, as the column `basis` has it."""

    ACTUAL = "actual"
    ANNOUNCED = "announced"
    ESTIMATE = "estimate"
    FORECAST = "forecast"


class NumberClass(StrEnum):
    """What a number is that is not a figure, as the column `class` of `data/numbers/` has it."""

    DATE = "date"
    ORDINAL = "ordinal"
    LABEL = "label"
    NOTE = "note"
    REFERENCE = "reference"
    BOILERPLATE = "boilerplate"
    IDIOM = "idiom"
