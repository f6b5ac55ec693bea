"""The command `cited`: what every target of the Makefile calls. Status 0 done, 2 bad input, 1 anything else."""

import argparse
import atexit
import os
import sys

from cited import project, refusals

FAILED, BAD_INPUT = 1, 2


def command() -> None:
    """Run a command and end the process with its exit status, at once.

    Taking apart all that a build has imported would take longer than running and publishing a small report.
    """
    status = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status)


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
    except OSError as error:
        # A full disk, a folder that may not be written to: nothing half-written stands anywhere.
        print(f"{refusals.words(error)}; {refusals.STAYS}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("Interrupted; what was finished stays, the next make goes on from there.", file=sys.stderr)
        return FAILED


def _build(options: argparse.Namespace) -> int:
    from cited.press.build.builder import build

    return build(options.pages, options.jobs, _Data(), options.fork, options.scheduler)


def _watch(options: argparse.Namespace) -> int:
    from cited.press.build.watch import watch

    return watch(options.jobs, options.port, _Data(), options.fork)


class _Data:
    """The data as the press sees them; the ledger is imported only when it is asked."""

    def faults(self) -> list[str]:
        from cited.ledger import check

        return check.faults()

    def files(self) -> dict[str, bytes]:
        from cited.ledger import publication

        return publication.files()


def _check(options: argparse.Namespace) -> int:
    from cited.press.build import builder, hygiene

    reports = builder.checked(lambda: [*_Data().faults(), *hygiene.faults()])
    print(f"The data, {len(reports)} reports of the catalogue and their notebooks keep every rule.")
    return 0


def _tidy(options: argparse.Namespace) -> int:
    from cited.press.build import hygiene

    for path in sorted((project.root() / "notebooks").glob("*.ipynb")):
        if hygiene.clean(path):
            print(f"{path.relative_to(project.root())}: outputs and metadata taken out")
    return 0


def _weigh(options: argparse.Namespace) -> int:
    from cited.press.site.weigh import weigh

    return weigh()


def _diff(options: argparse.Namespace) -> int:
    from cited.ledger import changes

    short, found = changes.since(options.since)
    print("\n".join(changes.told(short, found)))
    page = changes.write(short, found)[-1]
    print(f"The same as a page: {page.relative_to(project.root())}")
    return 0


def _pdf(options: argparse.Namespace) -> int:
    from cited.press.build import catalogue
    from cited.press.site import pdf

    return pdf.write(catalogue.load())


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}; expected how many reports run at once, 1 or more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cited", description=sys.modules[__name__].__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    build = commands.add_parser("build", help="build the reports whose sources changed")
    build.add_argument("pages", nargs="*", metavar="reports/<report>.html", help="only these; none means all")
    build.add_argument("--scheduler", default="", metavar="tcp://...", help="a dask.distributed cluster that runs them")
    build.set_defaults(command=_build)
    watch = commands.add_parser("watch", help="build at every save, and reload the pages in the browser")
    watch.add_argument("--port", type=int, default=0, help="where the pages are served on this machine; 0 means any")
    watch.set_defaults(command=_watch)
    for command in (build, watch):
        command.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, help="how many run at once")
        command.add_argument(
            "--no-fork",
            dest="fork",
            action="store_false",
            help="start every kernel from nothing, not from a warm process",
        )
    check = commands.add_parser("check", help="check data, catalogue and notebooks against every rule")
    check.set_defaults(command=_check)
    tidy = commands.add_parser("tidy", help="take outputs, counts and metadata out of the notebooks")
    tidy.set_defaults(command=_tidy)
    diff = commands.add_parser("diff", help="print what changed in figures, statistics and verdicts since a commit")
    diff.add_argument("--since", default="HEAD", metavar="commit", help="the commit to compare with")
    diff.set_defaults(command=_diff)
    weigh = commands.add_parser("weigh", help="print what each page weighs, against the limits")
    weigh.set_defaults(command=_weigh)
    pdf = commands.add_parser("pdf", help="print every built report into a PDF file beside its page")
    pdf.set_defaults(command=_pdf)
    return parser


if __name__ == "__main__":
    command()
