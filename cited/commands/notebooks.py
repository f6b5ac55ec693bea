"""The commands for those who write notebooks: lab, tidy."""

import argparse
import os
import re
import sys

from cited import project
from cited.commands import DONE

# Words of a question that name no subject.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "and are but did does for from had has have how its many most much not per than that the their them there "
        "these they this those through was were what when where which who whom whose why will with",
    )
)


def lab(options: argparse.Namespace) -> int:
    """Become JupyterLab on the project's folder, listening on this machine only, which asks for its token."""
    root = project.root()
    os.chdir(root)
    command = ["-m", "jupyter", "lab", "--ip=127.0.0.1", f"--ServerApp.root_dir={root}"]
    command.append("--LabApp.default_url=/lab/tree/notebooks")
    # The parameter panel asks JupyterLab to run the cells below it.
    command.append("--LabApp.expose_app_in_browser=True")
    if os.geteuid() == 0:
        print("You are root, as in most containers: notebooks run with every right that root has here.")
        command.append("--allow-root")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *command, *options.arguments])


def new(options: argparse.Namespace) -> int:
    from cited.press.build import new

    path, catalogue = new.notebook(options.name, options.question, _choose if project.has_ledger() else None)
    print(f"{path} and its entry in {catalogue}; make lab opens it, make reports/{options.name}.html publishes it")
    return DONE


def _choose(question: str, first: int, last: int) -> tuple[str, bool]:
    """Return the theme that a question speaks of most, and whether a chart of it can be drawn between two years.

    Where it speaks of none, the first of which a chart can be drawn; else the first of all.
    """
    from cited import parameters
    from cited.ledger import figures, typed, without_repeats
    from cited.page import canvas

    held = without_repeats(figures(first=first, last=last))
    sizes = held.value_counts(["theme", "unit"])
    drawn = sorted({theme for theme, _ in sizes[sizes >= canvas.LEAST].index})
    asked = _stems(question) - _stems(" ".join([*held["actor"], *held["counterpart"]]))
    # The name of a theme weighs more than any word of what its figures measure.
    spoken = {
        theme: (len(asked & _stems(theme)), len(asked & _stems(" ".join([*rows["measure"], *rows["unit"]]))))
        for theme, rows in typed.groups(held, "theme")
    }
    best = max(sorted(spoken), key=lambda theme: (*spoken[theme], theme in drawn), default="")
    if best and any(spoken[best]):
        return best, best in drawn
    return (drawn[0], True) if drawn else (min(parameters.values("figures", "theme") or {""}), False)


def _stems(text: str) -> set[str]:
    """Return the words of a text, plurals as singulars, without those that say nothing of a subject."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return {word.removesuffix("s") for word in words if word not in COMMON}


def report(options: argparse.Namespace) -> int:
    """Build one report with values from the command line; status 1 where it fails."""
    from cited.commands.reports import project_data
    from cited.press.build import adhoc, builder

    wrong = [text for text in options.values if "=" not in text]
    if wrong:
        raise project.InputError(*(f"{text}: expected PARAMETER=VALUE" for text in wrong))
    given = dict(text.split("=", 1) for text in options.values)
    made = adhoc.report(options.notebook, given, options.out)
    return builder.single(made, project_data(), options.fork)


def tidy(_options: argparse.Namespace) -> int:
    from cited.press.build import strip_outputs, style

    for path in project.notebooks():
        if strip_outputs.clean(path):
            print(f"{path.relative_to(project.root())}: outputs and metadata removed")
        if style.mend(path):
            print(f"{path.relative_to(project.root())}: code formatted")
    return DONE
