"""What must be true of `data/datapackage.json` before any table can be read by it."""

import re
from collections.abc import Iterator
from typing import Any, NotRequired, TypedDict

from cited.messages import short

# An address of the web, to which a page may lead.
ADDRESS = re.compile(r"https?://[^\s/]\S*")
# A table is a file below data/, whatever a descriptor says.
PATH = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*\.csv")
TYPES = frozenset({"string", "integer", "number", "boolean", "date", "any"})
# Without these tables there is no ledger.
NEEDED = ("sources", "figures")


class Constraints(TypedDict, total=False):
    """What the cells of a column are held to."""

    required: bool
    unique: bool
    pattern: str
    enum: list[str]
    minimum: float


class Field(TypedDict):
    """A column of a table."""

    name: str
    type: str
    title: NotRequired[str]
    description: NotRequired[str]
    example: NotRequired[str]
    constraints: NotRequired[Constraints]


class Reference(TypedDict):
    """Where a foreign key leads: columns of a table, of the same one where `resource` is empty or missing."""

    fields: list[str]
    resource: NotRequired[str]


class ForeignKey(TypedDict):
    """Columns whose values must stand in the columns that they refer to."""

    fields: list[str]
    reference: Reference


class Schema(TypedDict):
    """What is true of every row of a table."""

    fields: list[Field]
    primaryKey: NotRequired[list[str]]
    foreignKeys: NotRequired[list[ForeignKey]]
    missingValues: NotRequired[list[str]]


class Resource(TypedDict):
    """A table: its name, its files below data/ and its schema."""

    name: str
    path: str | list[str]
    schema: Schema
    description: NotRequired[str]


class Licence(TypedDict, total=False):
    """A licence of the package."""

    name: str
    title: str
    path: str


class Package(TypedDict):
    """What `data/datapackage.json` must hold, of all that a data package may."""

    resources: list[Resource]
    title: NotRequired[str]
    description: NotRequired[str]
    created: NotRequired[str]
    licenses: NotRequired[list[Licence]]


def faults(package: Any) -> list[str]:
    """Return what is wrong in a descriptor, one sentence a fault, each with its place; an empty list is a sound one."""
    if not isinstance(package, dict):
        return [f"{short(package)}; expected a mapping, with the list of tables under `resources`"]
    resources = package.get("resources")
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        return [f"resources: {short(resources)}; expected a list of tables"]
    names = [resource.get("name") for resource in resources]
    faults = [*_package_faults(package)]
    faults += [f"no resource `{name}`; expected one" for name in NEEDED if name not in names]
    for number, resource in enumerate(resources, start=1):
        name = resource.get("name")
        place = f"resource {number} ({name})" if isinstance(name, str) and name else f"resource {number}"
        faults += [f"{place}: {fault}" for fault in _resource_faults(resource, names[: number - 1])]
    if not faults:
        fields = {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in resources}
        faults = [f"resource {name}: {fault}" for name, fault in _key_faults(resources, fields)]
    return faults


def _package_faults(package: dict[str, object]) -> Iterator[str]:
    """Yield what is wrong with what pages and citations say of the package itself."""
    for key in ("name", "title", "description", "homepage", "version", "created"):
        if key in package and not isinstance(package[key], str):
            yield f"{key} {short(package[key])}; expected a text"
    if isinstance(address := package.get("homepage", ""), str) and address and not ADDRESS.fullmatch(address):
        yield f"homepage {short(address)}; expected an address that begins with https:// or http://"
    for key in ("licenses", "contributors", "keywords"):
        listed = package.get(key, [])
        kind = str if key == "keywords" else dict
        if not isinstance(listed, list) or not all(isinstance(one, kind) for one in listed):
            yield f"{key} {short(listed)}; expected a list of {'texts' if kind is str else 'mappings'}"
        elif kind is dict and not all(
            isinstance(one.get(part, ""), str) for one in listed for part in ("name", "title", "path")
        ):
            yield f"{key} {short(listed)}; expected texts for name, title and path"


def _resource_faults(resource: dict[str, object], earlier: list[object]) -> Iterator[str]:
    name, paths = resource.get("name"), resource.get("path")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9._-]+", name):
        yield f"name {short(name)}; expected a name of lower-case letters, digits and hyphens"
    elif name in earlier:
        yield f"name {short(name)} stands twice; expected each once"
    listed = [paths] if isinstance(paths, str) else paths
    if not isinstance(listed, list):
        yield f"path {short(paths)}; expected a CSV file below data/, or a list of them"
        listed = []
    for path in listed:
        if not isinstance(path, str) or not PATH.fullmatch(path):
            yield f"path {short(path)}; expected a CSV file below data/"
    if len(listed) != len(set(map(str, listed))):
        yield "path: a file stands twice; expected each once"
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        yield f"schema.fields: {short(fields)}; expected a list of columns"
        return
    names = [field.get("name") if isinstance(field, dict) else None for field in fields]
    for number, field in enumerate(fields):
        for fault in _field_faults(field, names[:number]):
            yield f"column {number + 1}{f' ({names[number]})' if isinstance(names[number], str) else ''}: {fault}"


def _field_faults(field: object, earlier: list[object]) -> Iterator[str]:
    if not isinstance(field, dict):
        yield f"{short(field)}; expected a mapping with name and type"
        return
    if not isinstance(field.get("name"), str) or not field["name"]:
        yield f"name {short(field.get('name'))}; expected a text"
    elif field["name"] in earlier:
        yield f"name {short(field['name'])} stands twice; expected each once"
    if field.get("type", "string") not in TYPES:
        yield f"type {short(field.get('type'))}; expected one of {', '.join(sorted(TYPES))}"
    limits = field.get("constraints", {})
    if not isinstance(limits, dict):
        yield f"constraints {short(limits)}; expected a mapping"
        return
    pattern, choices = limits.get("pattern", ""), limits.get("enum", [""])
    try:
        re.compile(pattern)
    except (re.error, TypeError, RecursionError, OverflowError) as error:
        yield f"pattern {short(pattern)}: {error}; expected a regular expression"
    if not isinstance(choices, list) or not choices or not all(isinstance(choice, str | int) for choice in choices):
        yield f"enum {short(choices)}; expected a list of values"


def _key_faults(resources: list[dict[str, Any]], fields: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for resource in resources:
        name, schema = resource["name"], resource["schema"]
        primary, foreign = schema.get("primaryKey", []), schema.get("foreignKeys", [])
        for key in primary if isinstance(primary, list) else [primary]:
            if key not in fields[name]:
                yield name, f"primaryKey {short(key)}; expected a column of it"
        for key in foreign if isinstance(foreign, list) else [foreign]:
            try:
                reference = key["reference"]
                target = reference.get("resource") or name
                known = set(key["fields"]) <= set(fields[name]) and set(reference["fields"]) <= set(fields[target])
            except (KeyError, TypeError):
                known = False
            if not known:
                yield name, f"foreignKeys {short(key)}; expected fields of it, and a reference to fields of a resource"
