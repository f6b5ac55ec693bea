"""What the bench measures besides the press, installed into `.build/`: `make peers`."""

import shutil
from pathlib import Path

from benchmarks.scenarios import BEFORE, EARLIER
from cited import install as environments

# Each has its own file of requirements here, and an environment of its own.
ENVIRONMENTS = ("peers", "ploomber", "cluster", "readers")
# With it, every start of papermill and nbconvert takes over a second; neither needs it.
NEEDLESS = "rfc3987-syntax"


def install(root: Path) -> bool:
    """Install the other ways to a page, the other readers, dask and an earlier commit; tell whether all are there."""
    build = root / ".build"
    for name in ENVIRONMENTS:
        # dask runs the project's own reports, so it sees what the project requires.
        own = name == "cluster"
        if not environments.beside(build / name, "-r", str(root / f"benchmarks/{name}.txt"), with_own=own):
            return False
    pip: list[str | Path] = [build / "peers/bin/python", "-m", "pip", "uninstall", "--quiet", "--yes", NEEDLESS]
    return environments.ran(pip) and _earlier(root)


def _earlier(root: Path) -> bool:
    """Lay out the commit that the press is held against, with the requirements of its day."""
    place = root / EARLIER
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    archive = place.with_suffix(".tar")
    if not environments.ran(["git", "archive", f"--output={archive}", BEFORE], cwd=root):
        return False
    shutil.unpack_archive(archive, place, filter="data")
    archive.unlink()
    # Its requirements name the package itself as what stands in the folder where pip runs.
    return environments.beside(place / ".venv", "-r", "requirements.txt", folder=place)
