"""Private interfaces of Python and of libraries: each that the project uses, and why nothing public does its work.

`tests/unit/test_private.py` fails first where a new edition takes one of them away.
"""

import atexit
import sys

TYPE_CHECKING = False  # true to a type checker; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any


def run_exit_handlers() -> None:
    """Run what is registered to run when Python ends.

    For a process that then ends by `os._exit`, as forked ones do: an ordinary end would take every object apart, and so
    copy all of the memory that they share.
    """
    atexit._run_exitfuncs()


def begin_cell(shell: "Any") -> None:
    """Forget the traceback of the cell before, as ipykernel does before it runs a cell."""
    shell._last_traceback = None
    shell._last_traceback_during_displayhook = False


def traceback_of(shell: "Any") -> list[str]:
    """Return the lines of the traceback that the last cell has shown; none where it has shown none.

    IPython shows it and keeps it for ipykernel's own reply, which is made from it.
    """
    return list(shell._last_traceback or [])


def failed_in_display(shell: "Any") -> bool:
    """Tell whether showing the last cell's result raised an error, of which the result itself says nothing."""
    return bool(shell._last_traceback_during_displayhook)


def has_zmq_context() -> bool:
    """Tell whether this process has ZeroMQ's common context, which starts threads; asking for it would make one."""
    return "zmq" in sys.modules and sys.modules["zmq"].Context._instance is not None
