"""`make watch`: at each saved file the pages that it touches are built again and reload in the browser.

The forking process, the workers and each one's next kernel stay warm in between.
"""

import os
import sys
from pathlib import Path

from cited import project, refusals
from cited.press.build import plan
from cited.press.build.builder import Data, alone, closing, renew, say
from cited.press.execute.workers import Workers
from cited.press.site.serve import Server

# An editor writes a file in several steps; what follows within so many milliseconds is the same save.
SAVE_MS, STEP_MS = 60, 10
SUFFIXES = (".ipynb", ".csv", ".json", ".yml", ".yaml", ".md", ".j2", ".css", ".js", ".py", ".mplstyle", ".txt")


def watch(jobs: int, port: int, data: Data, fork: bool = True) -> int:
    """Build what changed, serve the pages on this machine, and do it again at each save, until Ctrl-C; return 0."""
    import watchfiles

    root = project.root()
    os.chdir(root)
    with closing(Workers(root, fork)) as workers:
        # Before the server has threads, so that the workers can be forked.
        workers.warm(jobs)
        server = Server(root / "reports", port)
        try:
            _build(jobs, data, workers)
            say(f"Open {server.address} — a page reloads when it has been built anew; Ctrl-C ends.")
            folders = [root / "notebooks", root / "data", root / "reports", plan.PACKAGE]
            for changes in watchfiles.watch(*folders, watch_filter=_counts, debounce=SAVE_MS, step=STEP_MS):
                paths = [Path(path) for _, path in changes]
                if any(path.is_relative_to(plan.PACKAGE) or path.name == "matplotlibrc" for path in paths):
                    break
                _build(jobs, data, workers)
                server.reload()
        except KeyboardInterrupt:
            return 0
        finally:
            server.close()
    say("The software has changed; starting anew.")
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--port")]
    os.execv(sys.executable, [sys.executable, "-m", "cited", *arguments, f"--port={server.port}"])


def _build(jobs: int, data: Data, workers: Workers) -> None:
    """Build what changed; what is wrong is said and left to the next save."""
    try:
        with alone(project.root()):
            renew([], jobs, data, plan.Memory(), plan.state(), workers)
    except project.InputError as error:
        say("\n".join(error.faults))
        say("Nothing was built; the pages are as they were.")
    except OSError as error:
        say(f"{refusals.words(error)}; the pages are as they were.")


def _counts(_, path: str) -> bool:
    """Tell whether a changed file can change a page: not what the build itself or an editor writes beside it."""
    where = Path(path)
    if where.is_relative_to(project.root() / "reports"):
        return where.name == "catalogue.yml"
    hidden = any(part.startswith(".") or part == "__pycache__" for part in where.parts[-3:])
    return not hidden and (where.suffix in SUFFIXES or where.name == "matplotlibrc")
