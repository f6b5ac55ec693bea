"""Private interfaces of Python and of libraries: each that the project uses, and why nothing public does its work.

`tests/programs/test_private.py` fails first where a new edition takes one of them away.
"""

import array
import atexit
import contextlib
import sys

TYPE_CHECKING = False  # true to a type checker; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from typing import Any

    from docx.oxml.shape import CT_NonVisualDrawingProps
    from docx.oxml.text.paragraph import CT_P
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph

    Wrapper = Callable[[Callable[..., Any]], Callable[..., Any]]
    Compile = Callable[..., re.Pattern[str]]

# A regular expression, compiled: its flags, code, number of groups, their numbers by name and their names.
Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

# What jsonschema imports where it happens to be installed, to check addresses and times, of which no schema here
# speaks; the grammar of the first is compiled at import, for over a second.
ADDRESSES = ("rfc3987_syntax", "rfc3986_validator", "rfc3339_validator")
# And what papermill and nbconvert import so, to guess encodings of answers from the network, and to check colours,
# durations and templates. All together take longer than nbconvert itself.
UNASKED = (*ADDRESSES, "chardet", "isoduration", "webcolors", "uri_template", "fqdn")


def run_exit_handlers() -> None:
    """Run what is registered to run when Python ends.

    For a process that then ends by `os._exit`, as forked ones do: an ordinary end would take every object apart, and so
    copy all of the memory that they share. Python does the same in multiprocessing (python/cpython#83856).
    """
    atexit._run_exitfuncs()


@contextlib.contextmanager
def without_modules(*names: str) -> "Iterator[None]":
    """Let modules seem not to be installed for a while; those that are imported already stay.

    For optional parts of libraries that are imported at their head and are never used
    (python-jsonschema/jsonschema#1428).
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None says that there is no such module
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def is_imported_from(above: int) -> bool:
    """Tell whether the function so many calls above the caller was called by `from … import …`.

    A package's `__getattr__` is not told whether its name is imported or looked up; what it raises in an import as
    AttributeError Python replaces by words of its own (python/cpython#91058).
    """
    import dis  # here, since a build that has nothing to do would wait for it

    frame = sys._getframe(above + 1)
    code, at = frame.f_code.co_code, frame.f_lasti
    return 0 <= at < len(code) and dis.opname[code[at]] == "IMPORT_FROM"


def parsed_pattern(pattern: str, flags: int = 0) -> "Any":
    """Return the parts of a regular expression, each with its kind and its value, as `re` takes it apart.

    What a pattern needs is read off them, and nothing public tells it.
    """
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern, flags)


def replace_compile(compile_: "Compile") -> "Compile":
    """Let `re` compile each regular expression that it has not in memory by a function; return what did so before.

    It keeps no more than 512 of them, and none from one process to the next: a pattern that is pickled is its text.
    """
    from re import _compiler  # type: ignore[attr-defined]

    before: Compile = _compiler.compile
    _compiler.compile = compile_
    return before


def compiled_parts(pattern: str, flags: int) -> Compiled:
    """Return what a regular expression is compiled to, as `pattern_of` takes it, and `marshal` can write it."""
    from re import _compiler  # type: ignore[attr-defined]

    parsed = parsed_pattern(pattern, flags)
    code = array.array("I", map(int, _compiler._code(parsed, flags)))
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    known = tuple(names.get(number) for number in range(state.groups))
    return int(flags | state.flags), code.tobytes(), state.groups - 1, dict(state.groupdict), known


def pattern_of(pattern: str, compiled: Compiled) -> "re.Pattern[str]":
    """Return a regular expression that was compiled before; Python looks whether its code is one."""
    import _sre  # type: ignore[import-not-found]

    flags, code, *groups = compiled
    made: re.Pattern[str] = _sre.compile(pattern, flags, array.array("I", code).tolist(), *groups)
    return made


def begin_cell(shell: "Any") -> None:
    """Forget the traceback of the cell before, as ipykernel does before it runs a cell (ipython/ipykernel#1521)."""
    shell._last_traceback = None
    shell._last_traceback_during_displayhook = False


def traceback_of(shell: "Any") -> list[str]:
    """Return the lines of the traceback that the last cell has shown; none where it has shown none.

    The shell keeps it for ipykernel's own reply (ipython/ipykernel#152); IPython's result has the error, not the lines.
    """
    return list(shell._last_traceback or [])


def failed_in_display(shell: "Any") -> bool:
    """Tell whether showing the last cell's result raised an error, of which the result itself says nothing.

    ipykernel's reply asks the shell the same way (ipython/ipykernel#1520).
    """
    return bool(shell._last_traceback_during_displayhook)


def has_zmq_context() -> bool:
    """Tell whether this process has ZeroMQ's common context, which starts threads.

    `Context.instance` would make one where there is none; it keeps one for each process (zeromq/pyzmq#1307).
    """
    return "zmq" in sys.modules and sys.modules["zmq"].Context._instance is not None


# pandas counts by group and calculates over windows on plain numbers, without asking a column type for its own way, as
# it does for all other reductions: pandas-dev/pandas#64450 (counts), pandas-dev/pandas#50449 (windows).


def wrap_pandas(count: "Wrapper", size: "Wrapper", prepare: "Wrapper", apply: "Wrapper") -> None:
    """Wrap the methods by which pandas counts by group and calculates over windows; a second call changes nothing.

    `prepare` wraps what makes a column plain before a window's calculation, `apply` what then calculates.
    """
    from pandas.core.groupby.groupby import GroupBy
    from pandas.core.window.rolling import BaseWindow

    if not hasattr(GroupBy.count, "__wrapped__"):
        for owner, name, wrapper in (
            (GroupBy, "count", count),
            (GroupBy, "size", size),
            (BaseWindow, "_prep_values", prepare),
            (BaseWindow, "_apply_columnwise", apply),
        ):
            setattr(owner, name, wrapper(getattr(owner, name)))


def group_numbers(groups: "Any") -> "tuple[Any, int]":
    """Return the number of each row's group, -1 for none, and how many groups there are, in the order of a result."""
    return groups._grouper.ids, groups._grouper.ngroups


def grouped_data(groups: "Any") -> "Any":
    """Return the columns, or the one, that are counted: without those that name the groups."""
    return groups._obj_with_exclusions


def window_bounds(window: "Any", rows: int) -> "tuple[Any, Any]":
    """Return where each window over that many rows begins and where it ends."""
    indexer = window._get_window_indexer()
    return tuple(
        indexer.get_window_bounds(
            num_values=rows,
            min_periods=indexer.window_size if window.min_periods is None else window.min_periods,
            center=getattr(window, "center", None),
            closed=getattr(window, "closed", None),
            step=getattr(window, "step", None),
        )
    )


def word_paragraph(paragraph: "Paragraph") -> "CT_P":
    """Return the XML element of a Word document's paragraph.

    Links and bookmarks are put into it, which python-docx cannot write (python-openxml/python-docx#74).
    """
    return paragraph._p


def word_picture(shape: "InlineShape") -> "CT_NonVisualDrawingProps":
    """Return the XML element that says what a Word document's picture shows (python-openxml/python-docx#227)."""
    return shape._inline.docPr
