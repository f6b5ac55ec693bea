"""The commands for those who work on the project itself: init, bench, licences, advisories, completion."""

import argparse
import subprocess
import sys
from pathlib import Path

from cited import commands, project
from cited.commands import DONE

# What checks the code, and for how long at most.
CODE = (
    ("lint-imports", "--no-logo"),
    ("mypy", "--no-error-summary"),
    ("ruff", "check", "--quiet", "--output-format=concise", "--extend-exclude=*.ipynb,notebooks", "."),
    ("ruff", "format", "--check", "--quiet", "--extend-exclude=*.ipynb,notebooks", "."),
)
SECONDS = 600
# What is neither a command nor an option is completed by file names.
BASH = """\
_cited() {
    local word=${COMP_WORDS[COMP_CWORD]} words=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="%(names)s"
    else
        case ${COMP_WORDS[1]} in
%(cases)s
        esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _cited cited
"""
# zsh runs the functions that bash completes by.
ZSH = """\
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
"""


def init(options: argparse.Namespace) -> int:
    from cited import init

    init.create(options.folder)
    print(f"{options.folder}: a project with one document, three figures and one report; run make there.")
    return DONE


def bench(options: argparse.Namespace) -> int:
    root = project.root()
    if not (root / "benchmarks/run.py").is_file():
        raise project.InputError(f"{root}: has no benchmarks/; they are part of the repository, not of the package")
    sys.path.insert(0, str(root))
    from benchmarks.run import bench

    return bench(options.parts, options.quick, options.jobs)


def code_faults() -> list[str]:
    """Return what is wrong in the project's own code, a line each: imports between rooms, types, style.

    Where the project has no code of its own, or what checks it is not installed, that is the one line.
    """
    if not (project.root() / "pyproject.toml").is_file():
        return ["--code: no pyproject.toml, so the project has no code to check; expected `cited check`"]
    missing = sorted({program for program, *_ in CODE if not Path(sys.prefix, "bin", program).is_file()})
    if missing:
        return [
            f"--code: not installed beside `cited`: {', '.join(missing)}; they come with the package's requirements "
            "for development, `pip install 'cited-figures[dev]'`"
        ]
    lines = []
    for program, *arguments in CODE:
        run = subprocess.run(
            [Path(sys.prefix, "bin", program), *arguments],
            cwd=project.root(),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if run.returncode:
            said = [line for line in (run.stdout + run.stderr).splitlines() if line.strip()]
            lines += said or [f"{program}: status {run.returncode}"]
    return lines


def licences(_options: argparse.Namespace) -> int:
    """Print every pinned package with its licence, then those that are copyleft or do not state one."""
    from cited import licences

    pins = licences.pinned()
    width = max(len(f"{licence.name} {licence.version}") for licence in pins)
    for licence in pins:
        print(f"{f'{licence.name} {licence.version}'.ljust(width)}  {licence.stated}")
    for kind, chosen in (
        ("copyleft", [licence.name for licence in pins if licence.copyleft]),
        ("without a stated licence", [licence.name for licence in pins if licence.stated == licences.UNSTATED]),
    ):
        print(f"{len(chosen)} of {len(pins)} {kind}: {', '.join(chosen) or 'none'}")
    return DONE


def advisories(_options: argparse.Namespace) -> int:
    from cited import advisories

    return advisories.check()


def completion(options: argparse.Namespace) -> int:
    """Print a script for a shell: `eval "$(cited completion)"`, or `cited completion fish | source`."""
    print(_fish() if options.shell == "fish" else (ZSH if options.shell == "zsh" else "") + _bash(), end="")
    return DONE


def _bash() -> str:
    known = commands.every()
    cases = [f'            {name}) words="{" ".join(_long_options(command))}" ;;' for name, command in known.items()]
    return BASH % {"names": " ".join(known), "cases": "\n".join(cases)}


def _fish() -> str:
    lines = []
    for name, command in commands.every().items():
        summary = command.summary.replace("\\", "\\\\").replace("'", "\\'")
        lines.append(f"complete -c cited -n __fish_use_subcommand -a {name} -d '{summary}'")
        used = f"'__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c cited -n {used} -l {option[2:]}" for option in _long_options(command)]
    return "\n".join(lines) + "\n"


def _long_options(command: commands.Command) -> list[str]:
    names = [name for argument in command.arguments for name in argument.names]
    return [*(name for name in names if name.startswith("--")), "--help"]
