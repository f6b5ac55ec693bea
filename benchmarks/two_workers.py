"""What a set of reports takes on a cluster of two workers on this machine, through dask."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measured, inherited, middle, run
from benchmarks.scenarios import ENDING, ENVIRONMENT
from benchmarks.synthetic import Set

# The Python that has dask beside the project's requirements.
CLUSTER = Path(".build/cluster/bin/python")
READY = (
    "import sys; from distributed import Client; "
    "Client(sys.argv[1], timeout=60, set_as_default=False).wait_for_workers(2, timeout=60)"
)


def build(made: Set, root: Path, times: int) -> Measured:
    """Return what the set takes on a cluster of two workers on this machine; raises RuntimeError without dask."""
    python = str((root / CLUSTER).absolute())
    if not Path(python).exists():
        raise RuntimeError("dask.distributed is not installed; `make peers` installs it")
    taken = []
    with _running(python, made.root / ".cluster") as address:
        for _ in range(times):
            made.forget()
            command = [python, "-m", "cited", "build", "--scheduler", address]
            taken.append(run(command, made.root, ENVIRONMENT))
    return middle(taken)


@contextlib.contextmanager
def _running(python: str, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    commands = [scheduler, *([*worker, "--local-directory", str(folder / str(number))] for number in range(2))]
    # Its Python finds this one's packages, but not nbconvert's templates and the kernels beside them.
    environment = {**inherited(), "JUPYTER_PATH": str(Path(sys.prefix, "share/jupyter"))}
    nothing = subprocess.DEVNULL
    started = [
        subprocess.Popen([python, "-m", *command], stdout=nothing, stderr=nothing, env=environment)
        for command in commands
    ]
    try:
        run([python, "-c", READY, address], Path.cwd(), {})
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait(ENDING)
