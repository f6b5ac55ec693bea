"""`make watch`: at each saved file the pages that it touches are built again and reload in the browser.

The warm process stays in between; when the software changes, everything starts anew.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cited import messages, project
from cited.press.build import plan
from cited.press.build.builder import build_lock, closing, pool
from cited.press.build.cache import BuildCache
from cited.press.build.rounds import Data, rebuild, say
from cited.press.site.serve import Server

# An editor writes a file in several steps; what follows within so many milliseconds is the same save.
SAVE_MS, STEP_MS, LOOK_MS = 60, 10, 100


def watch(jobs: int, port: int, data: Data, fork: bool = True) -> int:
    """Build what changed, serve the pages on this machine, and do it again at each save, until Ctrl-C; return 0."""
    root = project.root()
    os.chdir(root)
    software = plan.software()
    with closing(pool(root, data, fork)) as running:
        server = Server(root / "reports", port)
        try:
            saves = _saves(root)
            # What is saved during the first build waits.
            next(saves)
            _build(jobs, data, running)
            say(f"Open {server.address} — a page reloads when it has been built anew; Ctrl-C ends.")
            for _ in saves:
                if plan.software() != software:
                    break
                if _build(jobs, data, running):
                    server.reload()
        except KeyboardInterrupt:
            return 0
        finally:
            server.close()
    say("The software has changed; starting anew.")
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--port")]
    os.execv(sys.executable, [sys.executable, "-m", "cited", *arguments, f"--port={server.port}"])


def _saves(root: Path) -> Iterator[None]:
    """Give None once what is saved is looked at, and then at each save."""
    import watchfiles

    pins = plan.PACKAGE.parent / "requirements.txt"
    watched = [root / "notebooks", root / "data", root / "reports", plan.PACKAGE, pins]
    begun = False
    for changes in watchfiles.watch(
        *(path for path in watched if path.exists()),
        watch_filter=_counts,
        debounce=SAVE_MS,
        step=STEP_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
    ):
        if not begun:
            begun = True
            yield
        if changes:
            yield


def _build(jobs: int, data: Data, running: Any) -> bool:
    """Build what changed, tell whether there was anything; what is wrong is said and left to the next save."""
    try:
        with build_lock(project.root()):
            cache, state = BuildCache(say), plan.State()
            if cache.up_to_date(state):
                return False
            rebuild([], jobs, data, cache, state, running)
    except project.InputError as error:
        say("\n".join(error.faults))
        say("Nothing was built; the pages are as they were.")
    except OSError as error:
        say(f"{messages.describe_os_error(error)}; the pages are as they were.")
    return True


def _counts(_: Any, path: str) -> bool:
    """Tell whether a changed file can change a page: not what the build itself or an editor writes beside it."""
    where = Path(path)
    if where.is_relative_to(project.root() / "reports"):
        return where.name == "catalogue.yml"
    return not any(part.startswith(".") or part == "__pycache__" for part in where.parts[-3:])
