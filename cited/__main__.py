"""The command `cited`, which every target of the Makefile calls.

Status 0: everything it set out to do is done. 2: bad input, which it names. 1: anything else.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from cited import commands, messages, private, project
from cited.commands import BAD_INPUT, DONE, FAILED

TYPE_CHECKING = False  # true to a type checker; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import NoReturn

SUMMARY = "Reports in which every number links to its source."
STATUSES = "Exit status: 0, everything is done; 2, bad input, named with its place; 1, anything else."


def command() -> None:
    """Run a command and end the process with its exit status, at once.

    Taking apart all that a build has imported would take longer than running and publishing a small report.
    """
    # A stream that is closed is none.
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]
    for stream in streams:
        messages.show_controls(stream)
    try:
        status = main()
    except BrokenPipeError:
        # As with `cited --help | head -3`: who read it has seen enough.
        status = FAILED
    private.run_exit_handlers()
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            # A full disk, a pipe that nobody reads any more: what was to be said is lost.
            status = status or FAILED
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or [""]
    known = commands.every()
    if name in ("-h", "--help", "help"):
        print(_contents())
        return DONE
    if name == "--complete":
        from cited.commands import completion

        return completion.answer(rest)
    if name == "--version":
        print(f"cited {_version()}")
        return DONE
    if name not in known:
        from cited.nearest import suggestion

        problem = f"no command “{name}”{suggestion(name, known)}" if name else "expected a command"
        print(f"cited: {messages.one_line(problem)}; `cited --help` lists all", file=sys.stderr)
        return BAD_INPUT
    return _run(known[name], rest)


def _run(called: commands.Command, arguments: Sequence[str]) -> int:
    options = _parser(called).parse_args(arguments)
    try:
        _ready()
        return called.run(options)
    except project.InputError as error:
        return _refused(*error.faults)
    except BrokenPipeError:
        raise
    except OSError as error:
        if messages.unreadable(error):
            return _refused(messages.describe_os_error(error))
        # A full disk, a folder that may not be written to: no file is left half-written.
        print(f"{messages.describe_os_error(error)}; {messages.KEPT}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Interrupted; what was finished is kept, and the next run continues from there.", file=sys.stderr)
        return FAILED


def _refused(*faults: str) -> int:
    """Name what is wrong in the input; return the status of bad input."""
    print(*map(messages.one_line, faults), sep="\n", file=sys.stderr)
    print(f"{len(faults)} problem{'' if len(faults) == 1 else 's'} in the input; nothing was changed.", file=sys.stderr)
    return BAD_INPUT


def _ready() -> None:
    """Refuse folders that are links, finish what a killed command has left; outside a project nothing is to be done."""
    try:
        project.root()
    except project.InputError:
        return
    from cited import folders, transaction

    folders.check()
    transaction.recover()
    print(end="".join(f"{fault}\n" for fault in project.text_faults()), file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    """A parser whose message is one line, whatever it was given."""

    def error(self, message: str) -> "NoReturn":
        if message.startswith(unknown := "unrecognized arguments: -"):
            from cited.nearest import suggestion

            message += suggestion(message.removeprefix(unknown[:-1]).split()[0], self._option_string_actions)
        super().error(messages.one_line(message))


class _Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal; argparse would import shutil for its width, whether or not it is shown."""

    def __init__(self, prog: str):
        given, columns = os.environ.get("COLUMNS", ""), 0
        with contextlib.suppress(OSError):
            columns = int(given) if given.isdecimal() else os.get_terminal_size(1).columns
        super().__init__(prog, width=(columns or 80) - 2)


def _parser(called: commands.Command) -> argparse.ArgumentParser:
    """Return the parser of one command: those of all would take longer to make than an idle build."""
    # No abbreviations: an option that is added must not change what a shorter word means.
    parser = _Parser(
        allow_abbrev=False,
        formatter_class=_Formatter,
        prog=f"cited {called.name}",
        description=f"{called.summary[:1].upper()}{called.summary[1:]}.",
    )
    for argument in called.arguments:
        parser.add_argument(*argument.names, **argument.settings)
    return parser


def _contents() -> str:
    width = max(map(len, commands.every()))
    lines = ["usage: cited <command> [<arguments>]", "", SUMMARY]
    for title, group in commands.COMMANDS.items():
        lines += ["", title, *(f"  {command.name.ljust(width)}  {command.summary}" for command in group)]
    return "\n".join([*lines, "", "`cited <command> --help` explains a command.", STATUSES])


def _version() -> str:
    from importlib.metadata import version

    return version("cited-figures")


if __name__ == "__main__":
    command()
