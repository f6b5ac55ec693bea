"""Other readers of quantities, on the same lines and by the same key: quantulum3 and Recognizers-Text."""

import functools
import json
import os
import subprocess
from typing import NamedTuple

from benchmarks.marked import Expected, close
from cited import project
from cited.intake.reading.grammar import Quantity
from cited.ledger.agreement.hedges import Hedge

# Where `make peers` installs both; the variable may name another Python that has them.
VARIABLE = "CITED_READERS"
PYTHON = ".build/readers/bin/python"
# What the readers call the ledger's units; counts have no unit there.
_UNITS = {
    "percentage": "percent",
    "dollar": "USD",
    "united states dollar": "USD",
    "euro": "EUR",
    "japanese yen": "JPY",
    "yen": "JPY",
    "chinese yuan": "CNY",
    "yuan": "CNY",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "pound": "GBP",
    "indian rupee": "INR",
    "rupee": "INR",
    "cent": "cents",
    "year": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "decade": "years",
    "square kilometre": "km2",
    "square kilometer": "km2",
    "kilometre": "km",
    "kilometer": "km",
    "metre": "m",
    "meter": "m",
    "kilogram": "kilograms",
    "tonne": "tonnes",
    "metric ton": "tonnes",
    "ton": "tonnes",
    "hectare": "hectares",
    "litre": "litres",
    "liter": "litres",
    "cubic metre": "m3",
    "cubic meter": "m3",
}
# Each runs in the other interpreter: lines in, line, first and last character, value and unit's name out.
_SCRIPTS = {
    "quantulum3": """
import json, logging, sys
logging.disable(logging.CRITICAL)
from quantulum3 import parser
found = []
for number, line in enumerate(json.load(sys.stdin), start=1):
    try:
        quantities = parser.parse(line) if line.strip() else []
    except Exception:
        quantities = []
    found += [[number, *q.span, q.value, q.unit.name] for q in quantities]
json.dump(found, sys.stdout)
""",
    "Recognizers-Text": """
import json, sys, warnings
warnings.filterwarnings("ignore")
from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer
from recognizers_text import Culture
units, numbers = NumberWithUnitRecognizer(Culture.English), NumberRecognizer(Culture.English)
models = [units.get_currency_model(), numbers.get_percentage_model(), units.get_age_model(),
          units.get_temperature_model(), units.get_dimension_model(), numbers.get_number_model()]
found = []
for number, line in enumerate(json.load(sys.stdin), start=1):
    taken = []
    for model in models:
        try:
            results = model.parse(line) if line.strip() else []
        except Exception:
            results = []
        for result in results:
            start, end = result.start, result.end + 1
            said = (result.resolution or {}).get("value")
            if said is None or any(start < last and first < end for first, last in taken):
                continue
            try:
                value = float(str(said).rstrip("%").replace(",", ""))
            except ValueError:
                continue
            taken.append((start, end))
            unit = "percentage" if str(said).endswith("%") else result.resolution.get("unit") or "dimensionless"
            found.append([number, start, end, value, unit])
json.dump(found, sys.stdout)
""",
}
NAMES = tuple(_SCRIPTS)


class Missing(NamedTuple):
    """A reader that cannot be run, and why."""

    name: str
    why: str


def missing() -> list[Missing]:
    """Return the readers that cannot be run here, each with the reason."""
    return [Missing(name, why) for name in NAMES if (why := _why_not(name))]


def quantities(name: str, lines: list[str], expected: list[Expected]) -> list[Quantity] | None:
    """Return what a reader finds, taken as kindly as can be, or None where it cannot be run: any end of a range counts
    as both, and no unit is that of whatever is counted."""
    if _why_not(name):
        return None
    run = subprocess.run(
        [_python(), "-c", _SCRIPTS[name]],
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if run.returncode:
        raise project.InputError(f"{_python()} cannot run {name}: {run.stderr.strip().splitlines()[-1:]}")
    found = []
    for line, start, end, value, unit_name in json.loads(run.stdout):
        over = [f for f in expected if f.line == line and f.start < end and start < f.end]
        figure = next((f for f in over if close(value, f.low) or close(value, f.high)), None)
        name_ = unit_name.lower()
        unit = _UNITS.get(name_, unit_name)
        if figure and name_ == "dimensionless" and (not figure.unit or figure.unit.islower()):
            unit = unit if figure.unit in _UNITS.values() else figure.unit
        low, high = (figure.low, figure.high) if figure else (value, value)
        found.append(Quantity(line, start, end, "", 1, low, high, Hedge.NONE, unit, ""))
    return found


def _python() -> str:
    return os.environ.get(VARIABLE) or str(project.root() / PYTHON)


@functools.cache
def _why_not(name: str) -> str:
    """Why a reader cannot be run, or an empty text."""
    module = {"quantulum3": "quantulum3", "Recognizers-Text": "recognizers_number_with_unit"}[name]
    try:
        run = subprocess.run(
            [_python(), "-c", f"import {module}"], capture_output=True, text=True, check=False, timeout=600
        )
    except OSError:
        return f"`make peers` installs it, or {VARIABLE} names a Python that has it"
    return (run.stderr.strip().splitlines() or ["it cannot be imported"])[-1] if run.returncode else ""
