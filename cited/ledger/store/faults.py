"""A fault of a table, and its message."""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong in a file: row (the header is 1, 0 is the file as a whole), column, value, what was expected."""

    file: str
    row: int
    column: str
    value: str | None
    expected: str

    def __str__(self) -> str:
        row, column = f", row {self.row}" if self.row else "", f", column `{self.column}`" if self.column else ""
        return f"{self.file}{row}{column}: {f'“{self.value}”' if self.value else 'nothing'}; {self.expected}"
