"""The types of a notebook as JSON (nbformat 4): what stands in the files of `notebooks/`, once they are checked."""

from typing import NotRequired, TypedDict


class CellMetadata(TypedDict, total=False):
    """What a cell says of itself; an editor's own keys are not listed."""

    tags: list[str]


class Cell(TypedDict):
    """A cell: its source is a text, or a list of lines with their ends."""

    cell_type: str
    source: str | list[str]
    metadata: CellMetadata
    id: NotRequired[str]
    outputs: NotRequired[list[dict[str, object]]]
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
