"""A new controlled name, added at the desk: a party, a unit or a measure that no table has yet."""

import re
import unicodedata

from cited import files as writing
from cited import project
from cited.intake import files
from cited.intake.desk.cells import Refused
from cited.intake.drafting.phrases import fault
from cited.ledger.store import names, tables

KINDS = (names.PARTY, names.UNIT, names.MEASURE)
_COLUMNS = ("kind", "name", "code", "label", "remark")


@writing.locked("data")
def add(kind: str, name: str, code: str = "") -> None:
    """Add a row to data/names.csv, in its order; raises `Refused` for what is not a name of its kind or is there."""
    name, code = unicodedata.normalize("NFC", name).strip(), code.strip().upper()
    if kind not in KINDS:
        raise Refused(f"“{kind}” is not a kind of name; expected one of {', '.join(KINDS)}")
    if not name or len(name) > 200 or any(unicodedata.category(character) == "Cc" for character in name):
        raise Refused("the name is empty, too long or has control characters")
    if code and not re.fullmatch(r"[A-Z]{3}", code):
        raise Refused(f"“{code}”; expected a code of three capitals, or none")
    if kind == names.MEASURE and (wrong := fault(name, frozenset())):
        raise Refused(f"measure “{name}”: {wrong}")
    if not tables.has("names"):
        raise Refused(f"the project has no table of names in {project.MARK}")
    [path] = tables.files("names")
    table = files.load(path, _COLUMNS)
    if any(row["kind"] == kind and row["name"] == name for row in table.rows):
        raise Refused(f"“{name}” is there already")
    row = {"kind": kind, "name": name, "code": code, "label": "", "remark": ""}
    places = [index for index, entry in enumerate(table.rows) if entry["kind"] == kind]
    after = [index for index in places if table.rows[index]["name"].casefold() > name.casefold()]
    place = after[0] if after else places[-1] + 1 if places else len(table.rows)
    writing.write(path, table.text([*table.rows[:place], row, *table.rows[place:]], _COLUMNS))
