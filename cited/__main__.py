"""The command `cited`: what every target of the Makefile calls. Status 0 done, 2 bad input, 1 anything else."""

import argparse
import os
import sys

from cited import project

BAD_INPUT = 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except project.InputError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        many = len(error.faults) > 1
        print(
            f"{len(error.faults)} fault{'s' if many else ''} in what was given; nothing was built.",
            file=sys.stderr,
        )
        return BAD_INPUT
    except KeyboardInterrupt:
        print("Interrupted; what was finished stays, the next make goes on from there.", file=sys.stderr)
        return 1


def _build(options: argparse.Namespace) -> int:
    from cited.press.build import build

    return build(options.pages, options.jobs, _faults)


def _faults() -> list[str]:
    from cited.ledger import check

    return check.faults()


def _check(options: argparse.Namespace) -> int:
    from cited.press import catalogue, hygiene

    faults, reports = [*_faults(), *hygiene.faults()], []
    try:
        reports = catalogue.load()
    except project.InputError as error:
        faults += error.faults
    if faults:
        raise project.InputError(*faults)
    print(f"The data, {len(reports)} reports of the catalogue and their notebooks keep every rule.")
    return 0


def _tidy(options: argparse.Namespace) -> int:
    from cited.press import hygiene

    for path in sorted((project.root() / "notebooks").glob("*.ipynb")):
        if hygiene.clean(path):
            print(f"{path.relative_to(project.root())}: outputs and metadata taken out")
    return 0


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}; expected how many reports run at once, 1 or more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cited", description=sys.modules[__name__].__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    build = commands.add_parser("build", help="build the reports whose sources changed")
    build.add_argument("pages", nargs="*", metavar="reports/<report>.html", help="only these; none means all")
    build.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, help="how many run at once")
    build.set_defaults(command=_build)
    check = commands.add_parser("check", help="check data, catalogue and notebooks against every rule")
    check.set_defaults(command=_check)
    tidy = commands.add_parser("tidy", help="take outputs, counts and metadata out of the notebooks")
    tidy.set_defaults(command=_tidy)
    return parser


if __name__ == "__main__":
    sys.exit(main())
