"""YAML as its version 1.2 defines it, without what can surprise: tags, anchors, aliases, duplicate keys.

ruamel.yaml finds the structure; scalars are read by the core schema (https://yaml.org/spec/1.2.2/#103-core-schema), in
which `20:11`, `2020-02-30` and `yes` are text, and `02011` is the number 2011.
"""

import re
from collections.abc import Iterator
from typing import Any

from cited.messages import CONTROLS

CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
# Longer whole numbers are no counts, and Python reads none of over 4,300 digits.
DIGITS = 100
DEPTH = 50


class Fault(ValueError):
    """What is wrong in a text, with its line and column."""


def load(text: str) -> Any:
    """Return what a YAML text holds: dict, list, str, int, float, bool or None; raises Fault, with line and column."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    events = YAML(typ="safe", pure=True).parse(text)
    try:
        value = None
        documents = 0
        for event in events:
            if type(event).__name__ == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _fault(event, "a second document; expected one")
                value = _value(next(events), events, 0)
        return value
    except MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark)
        words = " ".join(filter(None, (error.context, error.problem)))
        raise Fault(f"{place}: {words}") from None
    except YAMLError as error:
        raise Fault(" ".join(str(error).split())) from None


def _value(event: Any, events: Iterator[Any], depth: int) -> Any:
    kind = type(event).__name__.removesuffix("Event")
    if kind == "Alias":
        # Few of them, each of the one before, are more text than any memory holds.
        raise _fault(event, "an alias; expected the value itself")
    if event.anchor:
        raise _fault(event, f"the anchor {f'&{event.anchor}'!r}; expected none")
    if event.tag and event.tag != "!":
        raise _fault(event, f"the tag {event.tag!r}; expected a value without a tag")
    if depth > DEPTH:
        raise _fault(event, f"nested too deeply; expected at most {DEPTH} levels")
    if kind == "Scalar":
        return _scalar(event)
    if kind == "SequenceStart":
        return [_value(inner, events, depth + 1) for inner in _until("SequenceEnd", events)]
    mapping: dict[Any, Any] = {}
    for inner in _until("MappingEnd", events):
        key = _value(inner, events, depth + 1)
        if not isinstance(key, str | int | float | bool | None):
            raise _fault(inner, "a list or mapping as key; expected a name")
        if key in mapping:
            raise _fault(inner, f"key {key!r} stands twice; expected each once")
        mapping[key] = _value(next(events), events, depth + 1)
    return mapping


def _until(end: str, events: Iterator[object]) -> Iterator[Any]:
    while type(event := next(events)).__name__ != f"{end}Event":
        yield event


def _scalar(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _fault(event, "half a character (a lone surrogate); expected whole characters") from None
    if mapping := CONTROLS.search(text):
        raise _fault(event, f"the control character {mapping[0]!a}; expected text")
    if event.style is not None or event.tag == "!":
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        if len(text) > DIGITS:
            raise _fault(event, f"a number of {len(text):,} digits; expected at most {DIGITS}, or a text in quotes")
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if FLOAT.fullmatch(text):
        # Python writes infinity and not-a-number without the point.
        return float(text.replace(".", "") if text[-1] in "fFnN" else text)
    return text


def _fault(event: Any, words: str) -> Fault:
    return Fault(f"{_place(event.start_mark)}: {words}")


def _place(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else "the text"
