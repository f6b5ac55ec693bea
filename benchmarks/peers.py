"""The ways to a page: the press, its floor, and what others use; each from nothing to all pages of a set."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Measured, inherited, run
from benchmarks.results import FLOOR as FLOOR_WAY
from benchmarks.results import LOOP, OURS, PARALLEL, UNFORKED
from benchmarks.synthetic import Set

FLOOR = Path(__file__).with_name("floor.py")
PACKAGE = Path(__file__).resolve().parents[1]
# Where `make peers` installs them: one environment for all, but for ploomber.
PEERS, PLOOMBER = Path(".build/peers/bin"), Path(".build/ploomber/bin")
# MyST's pages need a theme that it fetches when it runs; without one it makes the site's data, and then fails.
MYST = "version: 1\nproject:\n  title: Bench\nsite:\n  title: Bench\n"
# The Jupyter server that MyST starts refuses to run as root, as a container does, unless it is told.
SERVER = '{"ServerApp": {"allow_root": true}}'
MYST_SCRIPT = """\
PATH={bin}:$PATH myst build --execute --ci --site > myst.log 2>&1 || true
if grep -q "Could not load\\|did not start" myst.log || ! test "$(ls _build/site/content | wc -l)" -ge {count}
then grep -E -m1 'did not|ould not|ENOTFOUND' myst.log; exit 1; fi"""

PIPELINE = """\
meta: {{extract_upstream: false}}
executor: {{dotted_path: ploomber.executors.Parallel, processes: {jobs}}}
tasks:"""
TASK = "  - {{source: {name}, name: {name}, product: {name}.html, static_analysis: disable}}"


@dataclass(frozen=True)
class Way:
    """A way to a page: its name, how it builds a set with so many jobs, and up to how many reports it is measured."""

    name: str
    build: Callable[[Set, int, bool], Measured]
    most: int
    needs: Path | None = None

    def missing(self, folder: Path) -> str:
        """Return why it cannot be run, or nothing."""
        if self.needs and not (folder / self.needs).exists():
            return f"{self.needs.name} is not installed; `make peers` installs it"
        return ""


def environment() -> dict[str, str]:
    """Return what every way is run with, so that a report finds the package from any environment."""
    return {"PYTHONPATH": str(PACKAGE), "MPLBACKEND": "agg"}


def press(made: Set, jobs: int, memory: bool = False, *options: str) -> Measured:
    """Build with the press."""
    made.forget()
    command = [sys.executable, "-m", "cited", "build", "--jobs", str(jobs), *options]
    return run(command, made.root, {"PYTHONPATH": str(PACKAGE)}, memory)


def unforked(made: Set, jobs: int, memory: bool = False) -> Measured:
    """Build with the press, every kernel started in the ordinary way."""
    return press(made, jobs, memory, "--no-fork")


def floor(made: Set, jobs: int, memory: bool = False, paths: tuple[str, ...] = ()) -> Measured:
    """Run and publish the same cells, or those of some reports, in processes that are warm already."""
    made.forget()
    command = [sys.executable, str(FLOOR), str(jobs), *(paths or [report.path for report in made.reports])]
    settings = {"PYTHONPATH": str(PACKAGE), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    said = subprocess.run(
        command,
        cwd=made.root,
        env={**inherited(), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    if said.returncode:
        raise RuntimeError(said.stderr.strip()[-300:])
    return Measured(float(said.stdout.split()[-1]))


def ways(folder: Path) -> list[Way]:
    """Return every way, the press first; the peers' programs are those below a folder."""
    bin = (folder / PEERS).resolve()

    def loop(made: Set, jobs: int, memory: bool = False) -> Measured:
        lines = [f"{bin}/papermill --no-progress-bar {n} {_done(n)}\n{_convert(bin, _done(n))}" for n in _names(made)]
        return _shell(made, "set -e\n" + "\n".join(lines), memory)

    def make(made: Set, jobs: int, memory: bool = False) -> Measured:
        rules = [f"all: {' '.join(n.replace('.ipynb', '.html') for n in _names(made))}"]
        for name in _names(made):
            commands = f"\t{bin}/papermill --no-progress-bar {name} {_done(name)}\n\t{_convert(bin, _done(name))}"
            rules.append(f"{name.replace('.ipynb', '.html')}:\n{commands}\n\ttouch $@")
        made.forget()
        (made.root / "plain/Makefile").write_text("\n".join(rules) + "\n", encoding="utf-8")
        return run(["make", "--silent", f"-j{jobs}"], made.root / "plain", environment(), memory)

    def execute(made: Set, jobs: int, memory: bool = False) -> Measured:
        return _shell(made, f"{bin}/jupyter-nbconvert --to html --execute {' '.join(_names(made))}", memory)

    def marimo(made: Set, jobs: int, memory: bool = False) -> Measured:
        convert = "; ".join(f"{bin}/marimo convert {n} -o {n}.py" for n in _names(made))
        made.forget()
        run(["sh", "-ec", convert], made.root / "plain", environment())
        lines = [f"{bin}/marimo export html {name}.py -o {name}.html" for name in _names(made)]
        return run(["sh", "-ec", "\n".join(lines)], made.root / "plain", environment(), memory)

    def ploomber(made: Set, jobs: int, memory: bool = False) -> Measured:
        made.forget()
        text = "\n".join([PIPELINE.format(jobs=jobs), *(TASK.format(name=name) for name in _names(made))])
        (made.root / "plain/pipeline.yaml").write_text(text + "\n", encoding="utf-8")
        settings = {**environment(), "PLOOMBER_STATS_ENABLED": "false", "PLOOMBER_VERSION_CHECK_DISABLED": "true"}
        return run(
            [f"{(folder / PLOOMBER).resolve()}/ploomber", "build", "--force"], made.root / "plain", settings, memory
        )

    def myst(made: Set, jobs: int, memory: bool = False) -> Measured:
        made.forget()
        (made.root / "plain/myst.yml").write_text(MYST, encoding="utf-8")
        (made.root / ".jupyter").mkdir(exist_ok=True)
        (made.root / ".jupyter/jupyter_server_config.json").write_text(SERVER, encoding="utf-8")
        settings = {**environment(), "JUPYTER_CONFIG_DIR": str(made.root / ".jupyter")}
        script = MYST_SCRIPT.format(bin=shlex.quote(str(bin)), count=len(made.reports))
        return run(["sh", "-ec", script], made.root / "plain", settings, memory)

    return [
        Way(OURS, press, 1000),
        Way(UNFORKED, unforked, 1),
        Way(FLOOR_WAY, floor, 100),
        Way(LOOP, loop, 24, PEERS / "papermill"),
        Way(PARALLEL, make, 24, PEERS / "papermill"),
        Way("nbconvert --execute", execute, 1, PEERS / "jupyter-nbconvert"),
        Way("marimo export html", marimo, 1, PEERS / "marimo"),
        Way("ploomber build, parallel", ploomber, 1, PLOOMBER / "ploomber"),
        Way("MyST build --execute, site data only", myst, 1, PEERS / "myst"),
    ]


def _shell(made: Set, script: str, memory: bool) -> Measured:
    made.forget()
    return run(["sh", "-ec", script], made.root / "plain", environment(), memory)


def _names(made: Set) -> list[str]:
    return [path.name for path in made.notebooks]


def _done(name: str) -> str:
    return name.replace(".ipynb", ".done.ipynb")


def _convert(bin: Path, name: str) -> str:
    return f"{bin}/jupyter-nbconvert --log-level ERROR --to html {name}"
