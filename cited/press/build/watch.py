"""`make watch`: at each saved file the pages that it touches are built again and reload in the browser.

The warm process stays in between; when the software changes, everything starts anew.
"""

import contextlib
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cited import files, messages, project
from cited.press.build.builder import LOCK, WAIT_SECONDS, closing, pool
from cited.press.build.cache import BuildCache
from cited.press.build.data import Data
from cited.press.build.rounds import rebuild, say
from cited.press.reports import plan
from cited.press.site.serve import Server

if TYPE_CHECKING:
    from cited.press.execute.cluster import Cluster
    from cited.press.execute.pool import Pool

PINS = "requirements.txt"
# Below those that the system gives out by itself.
PORTS = range(20000, 30000)
# Nobody runs it again: it builds until saves have come to an end, or until so many came in the middle of its rounds.
ROUNDS = 30
# An editor writes a file in several steps; what follows within so many milliseconds is the same save.
SAVE_MS, STEP_MS, LOOK_MS = 60, 10, 100


def watch(jobs: int, port: int, data: Data, fork: bool = True) -> int:
    """Build what changed, serve the pages on this machine, and do it again at each save, until Ctrl-C; return 0."""
    root = project.root()
    os.chdir(root)
    software = plan.software()
    with closing(pool(data, fork)) as running:
        server = _server(root, port)
        try:
            saves = _saves(root, running)
            # What is saved during the first build waits.
            next(saves)
            server.fault = _build(jobs, data, running) or ""
            say(f"Open {server.address} — a page reloads when it has been built anew; Ctrl-C ends.")
            for _ in saves:
                if plan.software() != software:
                    break
                fault = _build(jobs, data, running)
                if fault is not None or server.fault:
                    server.fault = fault or ""
                    server.reload()
        except KeyboardInterrupt:
            return 0
        finally:
            server.close()
    say("The software has changed; starting anew.")
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--port")]
    os.execv(sys.executable, [sys.executable, "-m", "cited", *arguments, f"--port={server.port}"])


def _server(root: Path, port: int) -> Server:
    """Return the server of the pages: at the port asked for, else at the project's own, the same at every start."""
    own = PORTS[zlib.crc32(str(root).encode()) % len(PORTS)]
    try:
        return Server(root / "reports", port or own)
    except project.InputError:
        if port:
            raise
        # Another program has it.
        return Server(root / "reports")


def _saves(root: Path, running: "Pool | Cluster") -> Iterator[None]:
    """Give None once what is saved is looked at, and then at each save; raises KeyboardInterrupt after Ctrl-C."""
    import watchfiles

    sources = [root / name for name in ("notebooks", "data", "reports", "docs")]
    watched = [*sources, plan.PACKAGE, plan.PACKAGE.parent / PINS]
    while True:
        known, begun = _identities(watched), False
        for changes in watchfiles.watch(
            *(path for path in watched if path in known),
            watch_filter=_counts,
            debounce=SAVE_MS,
            step=STEP_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
        ):
            if running.interrupted:
                # Python drops what the handler raises in a destructor or a hook of fork.
                raise KeyboardInterrupt
            # A folder that is made anew, as git does at a switch, is no longer the one that is watched.
            anew = _identities(watched[:-1]) != {path: one for path, one in known.items() if path != watched[-1]}
            if changes or anew or not begun:
                begun = True
                yield
            if anew:
                break


def _identities(paths: list[Path]) -> dict[Path, int]:
    """Return what the system knows each path by; one that is not there is left out."""
    inodes = {}
    for path in paths:
        with contextlib.suppress(OSError):
            inodes[path] = path.stat().st_ino
    return inodes


def _build(jobs: int, data: Data, running: "Pool | Cluster") -> str | None:
    """Build what changed; return None where nothing had, else what kept it from being built, in words.

    What is wrong is said and left to the next save.
    """
    fault = ""
    try:
        with files.locked(LOCK, WAIT_SECONDS):
            cache, state = BuildCache(say), plan.State()
            if cache.up_to_date(state, data.history()):
                return None
            rebuild([], jobs, data, cache, state, running, ROUNDS)
    except project.InputError as error:
        fault = "\n".join(error.faults)
        say(f"{fault}\nNothing was built; the pages are as they were.")
    except OSError as error:
        fault = messages.describe_os_error(error)
        say(f"{fault}; the pages are as they were.")
    return fault


def _counts(_: object, path: str) -> bool:
    """Tell whether a changed file can change a page: not what the build itself or an editor writes beside it."""
    where = Path(path)
    if where.is_relative_to(project.root() / "reports"):
        return where.name == "catalogue.yml"
    return not any(part.startswith(".") or part == "__pycache__" for part in where.parts[-3:])
