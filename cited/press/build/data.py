"""What a build asks of a project's data: whatever has these functions will do."""

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cited.manifest import Claim, Edition, Work

    Call = Callable[[str, list[tuple[Any, ...]]], list[Any]]


class Data:
    """What the press asks of the data; it knows nothing else of them."""

    # No typing.Protocol: importing it takes a tenth of the time of a build that has nothing to do.

    # Modules that reports import, and functions (`module:function`) that a build calls once for all of them: both are
    # called before the reports' processes are forked, so they must start no thread.
    imports: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()

    # The function (`module:function`) that is given the ids of figures and of statistics (`series@period`) on a page,
    # and returns a sentence for each that the data do not have.
    strange: str = ""

    # Packages of which functions may be traced: what a page has read of the data is read through them again.
    packages: tuple[str, ...] = ()

    def forget(self) -> None:
        """Read everything anew from now on, whatever times and sizes of files say."""

    def faults(self) -> list[str]:
        """Return what is wrong in the data, one sentence a fault."""
        return []

    def files(self) -> dict[str, bytes]:
        """Return the files to be published beside the pages, by their path below `reports/data/`."""
        return {}

    def works(self) -> "list[Work]":
        """Return the works that the pages draw on, for the bibliography that is published beside them."""
        return []

    def lacking(self) -> str:
        """Return what the pages lack for want of something that is not here, and what to do; nothing if it is here."""
        return ""

    def claims(self, figures: "list[str]", known: "list[Claim]", call: "Call", jobs: int) -> "list[Claim]":
        """Return the records of these figures, each of which has its own page; `known` ones need not be made.

        `call` runs a function (`module:function`) of the data's for each of some arguments, so many at once.
        """
        return []

    def editions(self, call: "Call") -> "list[Edition]":
        """Return the editions of the data, the newest first, each with what changed; `call` as for `claims`."""
        return []

    def history(self) -> str:
        """Return what tells one state of the data's history from another, empty where there is none."""
        return ""

    def wall(self, claims: "list[Claim]", call: "Call") -> str:
        """Return a tile for each distinct figure, a link to its page from the site's top, as HTML."""
        return ""
