"""Words for messages: what the system refused to do, with advice; values with control characters made visible."""

import errno
import io
import os
import re

TYPE_CHECKING = False  # true to a type checker; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

ADVICE = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room within the quota",
    errno.EFBIG: "raise the limit on the size of files (ulimit -f)",
    errno.EROFS: "mount its file system for writing, or work in a copy of the project",
    errno.EACCES: "give yourself leave to write there (chmod u+w, chown)",
    errno.EPERM: "give yourself leave to write there (chmod u+w, chattr -i)",
    errno.ENOTDIR: "a file stands where a folder is to be: move it away",
    errno.EEXIST: "a file stands where a folder is to be: move it away",
    errno.EISDIR: "a folder stands where a file is to be: move it away",
    errno.EMFILE: "raise the limit on open files (ulimit -n)",
}
# How an error of one file is written in that of a folder; not compiled here, where an idle build would wait for it.
COPYING = r"\[Errno (\d+)\] ([^:]+): '([^']+)'"
KEPT = "what was finished is kept, and the next run continues from there."
# What a terminal obeys in place of showing it, and what turns the order of the letters around it.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# What colours a terminal's text, moves its cursor or makes it a link: CSI, OSC and the short sequences of ECMA-48.
ESCAPES = "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b[ -/]*[0-~]"


def without_escapes(text: str) -> str:
    """Return a text without the escape sequences of a terminal, which say nothing."""
    return re.sub(ESCAPES, "", text)


def visible(text: str) -> str:
    """Return a text in which every control character is shown as Python writes it: `\\x1b`."""
    return CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)


def some(names: "Iterable[str]", most: int = 3) -> str:
    """Return the first of some names, and how many more there are."""
    listed = [*names]
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def up_to_date(reports: int, *, every: bool) -> str:
    """Return that nothing changed in so many reports, which are all there are or those asked for.

    >>> up_to_date(1, every=True)
    'Nothing changed: the report is up to date.'
    """
    which = "the report is" if reports == 1 else f"{'all' if every else 'the'} {reports} reports are"
    return f"Nothing changed: {which} up to date."


def one_line(text: str) -> str:
    """Return a message as one line, so that no value in it can pass for another message."""
    return visible(text).replace("\n", r"\n").replace("\t", r"\t")


def show_controls(stream: "TextIO") -> None:
    """Let a stream show control characters from now on; what is no terminal's affair, as a pipe's, shows them too."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    write = stream.write
    stream.write = lambda text: write(visible(text))  # type: ignore[method-assign]  # of this stream alone


def short(value: object) -> str:
    """Return a value as Python writes it, in plain letters, or so much of its beginning as tells it."""
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:80]}…"


def unreadable(error: OSError) -> str:
    """Return the file that an error is about, or the folder on the way to it, where that may not be read."""
    from pathlib import Path  # here, since a build that has nothing to do would wait for it

    if error.errno not in (errno.EACCES, errno.EPERM) or not isinstance(error.filename, str | os.PathLike):
        return ""
    path = Path(error.filename).absolute()
    for folder in reversed(path.parents):
        if not folder.exists():
            return ""
        if not os.access(folder, os.X_OK):
            return str(folder)
    wanted = os.R_OK | os.X_OK if path.is_dir() else os.R_OK
    return str(path) if os.path.lexists(path) and not os.access(path, wanted) else ""


def _in_the_way(place: "str | bytes | int | None") -> "str | bytes | int | None":
    """Return what stands where a folder is to be, on the way to a file or in its place; the file where nothing does."""
    from pathlib import Path  # here, since a build that has nothing to do would wait for it

    if not isinstance(place, str):
        return place
    path = Path(place)
    return next((str(at) for at in (*reversed(path.parents), path) if os.path.lexists(at) and not at.is_dir()), place)


def describe_os_error(error: OSError) -> str:
    """Return what went wrong and what to do, in one line."""
    place, number, what = error.filename, error.errno, error.strerror
    import shutil  # here, since a build that has nothing to do would wait for it

    if isinstance(error, shutil.Error) and (first := re.search(COPYING, str(error))):
        # Copying a folder tells of all its files at once, in words of Python.
        number, what, place = int(first[1]), first[2], first[3]
    advice = ADVICE.get(number or 0)
    if closed := unreadable(error):
        place, advice = closed, "give yourself leave to read it (chmod u+rX)"
    elif number in (errno.ENOTDIR, errno.EEXIST):
        place = _in_the_way(place)
    return one_line(f"{f'{place}: ' if place else ''}{what or error}{f'; {advice}' if advice else ''}")
