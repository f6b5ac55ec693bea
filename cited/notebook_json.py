"""The types of a notebook as JSON (nbformat 4): checked files of `notebooks/`, and what running them adds."""

from typing import NotRequired, Required, TypedDict


class CellMetadata(TypedDict, total=False):
    """What a cell says of itself; papermill adds how its run went. An editor's own keys are not listed."""

    tags: list[str]
    papermill: dict[str, object]


# What an output shows, by its media type: a text, a list of its lines, or a JSON value.
Data = dict[str, object]


class Output(TypedDict, total=False):
    """What a cell shows or prints, or the error that ended it; which keys it has depends on its type."""

    output_type: Required[str]
    data: Data
    metadata: dict[str, object]
    execution_count: int | None
    name: str
    text: str | list[str]
    ename: str
    evalue: str
    traceback: list[str]


class Cell(TypedDict):
    """A cell: its source is a text, or a list of lines with their ends."""

    cell_type: str
    source: str | list[str]
    metadata: CellMetadata
    id: NotRequired[str]
    outputs: NotRequired[list[Output]]
    execution_count: NotRequired[int | None]
    attachments: NotRequired[dict[str, dict[str, str]]]


class Metadata(TypedDict, total=False):
    """What a notebook says of itself: which kernel runs it."""

    kernelspec: dict[str, str]
    language_info: dict[str, object]


class Notebook(TypedDict):
    """A notebook."""

    cells: list[Cell]
    metadata: Metadata
    nbformat: int
    nbformat_minor: int


def text(source: object) -> str:
    """Return a text that may be given as a list of its lines."""
    return "".join(source) if isinstance(source, list) else str(source)
