"""The commands for those who write notebooks: lab, tidy."""

import argparse
import os
import sys

from cited import project
from cited.commands import DONE


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
    from cited.page.lab import first_notebook
    from cited.press.build import new

    text = first_notebook.text if project.has_ledger() else None
    path, catalogue = new.notebook(options.name, options.question, text)
    print(f"{path} and its entry in {catalogue}; make lab opens it, make reports/{options.name}.html publishes it")
    return DONE


def report(options: argparse.Namespace) -> int:
    """Build one report with values from the command line; status 1 where it fails."""
    from cited.commands.reports import project_data
    from cited.press.build import adhoc, builder

    wrong = [text for text in options.values if "=" not in text]
    if wrong:
        raise project.InputError(*(f"{text}: expected PARAMETER=VALUE" for text in wrong))
    values = dict(text.split("=", 1) for text in options.values)
    made = adhoc.report(options.notebook, values, options.out)
    return builder.single(made, project_data(), options.fork)


def tidy(options: argparse.Namespace) -> int:
    from cited.press.build import tidy as tidying

    for path in project.notebooks():
        if tidying.strip(path):
            print(f"{path.relative_to(project.root())}: outputs and metadata removed")
        if tidying.mend(path):
            print(f"{path.relative_to(project.root())}: code formatted")
    if options.code:
        from cited.commands import development

        return development.format_code()
    return DONE
