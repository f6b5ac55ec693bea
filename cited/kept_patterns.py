"""The package's regular expressions, compiled once for all commands: kept beside its bytecode, as that is.

To compile those of intake takes longer than to read a short document by them. A pattern is known by its own text, so
none can be out of date; a file that is damaged, or of another Python, is not used and written anew.
"""

import atexit
import contextlib
import importlib.util
import marshal
import os
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from cited import files, private, project

# Fewer new patterns are compiled sooner than all are written; of more than so many only those in use are kept.
_WORTH, _MOST = 20, 4000
_PACKAGE = __name__.partition(".")[0]
# By pattern and flags: what it was compiled to.
_Known = dict[tuple[str, int], private.Compiled]


class _Patterns:
    """Patterns that are kept, those that this process has used, and how many of them it had to compile."""

    def __init__(self, known: _Known):
        self.known, self.used = known, _Known()
        self.new = 0
        self._before: Callable[..., re.Pattern[str]] = private.replace_compile(self._compile)

    def _compile(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        if not isinstance(pattern, str) or flags & re.DEBUG or not _asker().startswith(f"{_PACKAGE}."):
            return self._before(pattern, flags)
        key = (pattern, int(flags))
        if key not in self.known:
            self.known[key] = private.compiled_parts(pattern, int(flags))
            self.new += 1
        self.used[key] = self.known[key]
        return private.pattern_of(pattern, self.known[key])


def _asker() -> str:
    """The name of the module that asks `re` for a pattern, by whichever of its functions."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_globals.get("__name__") == re.__name__:
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", ""))


def keep() -> None:
    """Take the package's patterns from those that an earlier command has compiled, and keep new ones at the end."""
    path, process = _path(), os.getpid()
    patterns = _Patterns(_read(path))

    def write() -> None:
        if os.getpid() == process and patterns.new >= _WORTH and not sys.dont_write_bytecode:
            kept = patterns.known if len(patterns.known) < _MOST else patterns.used
            content = marshal.dumps((sys.version, dict(kept)))
            # Where nothing can be written, as for bytecode, the next command compiles them again.
            with contextlib.suppress(OSError, project.InputError):
                files.write(path, zlib.crc32(content).to_bytes(4, "big") + content, lasting=False)

    atexit.register(write)


def _path() -> Path:
    bytecode = Path(importlib.util.cache_from_source(__file__))
    return bytecode.with_name(f"patterns{''.join(bytecode.suffixes[:-1])}.kept")


def _read(path: Path) -> _Known:
    """The patterns that are kept; none where the file is not there, damaged, or of another Python."""
    try:
        content = path.read_bytes()
        if zlib.crc32(content[4:]) != int.from_bytes(content[:4], "big"):
            return {}
        version, known = marshal.loads(content[4:])
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return known if version == sys.version else {}
