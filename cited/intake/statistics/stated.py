"""What a person says of a file's series, set instead of what the file says; what is missing is asked for."""

import re
from dataclasses import replace

from cited import project
from cited.intake.statistics import numbers, reading, units
from cited.intake.statistics.model import FoundSeries
from cited.ledger.store.descriptor import ADDRESS

DEFAULT_KIND = "point"
VINTAGE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# A title that no word of a language begins: `TRESEGNOM052N`, `NAMA_10_GDP, B1GQ, CP_MEUR`.
CODED = re.compile(r"[A-Z0-9_.-]*[A-Z0-9][A-Z0-9_.-]*(, [A-Z0-9_.-]+)*")


def settle(series: list[FoundSeries], given: dict[str, str]) -> list[str]:
    """Set what the person says instead of what the file says (`unit`, `area`, `kind`, ...); return what is missing.

    Area codes become the ledger's. `given` has empty cells for what is not said. Raises InputError for a unit that is
    not known, for an address that is none of the web, and for a vintage that is not a date.
    """
    if given.get("address") and not ADDRESS.fullmatch(given["address"]):
        raise project.InputError(f"ADDRESS: “{given['address']}”; expected one that begins with https:// or http://")
    if given.get("vintage") and not VINTAGE.fullmatch(given["vintage"]):
        raise project.InputError(f"VINTAGE: “{given['vintage']}”; expected a year, a month or a day, as 2024-05-31")
    missing = []
    for one in series:
        if given.get("unit"):
            _restate(one, given["unit"])
        for name in ("kind", "publisher", "dataset", "vintage", "licence", "address"):
            if given.get(name):
                setattr(one, name, given[name])
                one.guessed = [guess for guess in one.guessed if guess != name]
        if given.get("title"):
            place = one.area_name or one.area
            one.title = given["title"] if len(series) == 1 or not place else f"{given['title']}, {place}"
        elif CODED.fullmatch(one.title.removesuffix(f", {one.area_name or one.area}")):
            one.notes.append('its title is a code: TITLE="…" gives it words')
        one.area = reading.area(given.get("area") or one.area, "" if given.get("area") else one.area_name)
        one.partner = reading.area(one.partner, one.partner_name) or one.partner_name if one.partner else ""
        one.kind = one.kind or DEFAULT_KIND
        if not one.area:
            missing.append(f"{one.place}: area {one.area_name or 'not said'!r}; give its ISO 3166-1 code, AREA=CHN")
        if not one.unit:
            missing.append(f"{one.place}: unit: the file does not say; give it, UNIT=persons")
    return missing


def _restate(one: FoundSeries, words: str) -> None:
    """Take the unit that a person states; a scale among the words stands instead of the one of the file's words."""
    try:
        said, scaled = units.stated(words)
    except ValueError as error:
        raise project.InputError(str(error)) from None
    one.unit = said.name
    one.guessed = [name for name in one.guessed if name != "unit"]
    if scaled and said.multiplier != one.multiplier:
        times = said.multiplier / one.multiplier
        if one.multiplier != 1:
            one.notes.append(
                f"times {numbers.plain(said.multiplier)} as UNIT= says, not {numbers.plain(one.multiplier)}"
            )
        one.multiplier = said.multiplier
        one.observations = [
            replace(observation, value=observation.value * times, precision=observation.precision * times)
            for observation in one.observations
        ]
