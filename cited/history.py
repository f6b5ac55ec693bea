"""The history of the data, as git remembers it; cached as long as git is at the same commit."""

import os
from pathlib import Path

from cited import files, project

# What of the data an edition is told by.
PATHS = ("data/figures", "data/observations.csv", "data/checks.csv")
# Git answers at once, or is stuck: on a lock, or a disk that does not answer.
SECONDS = 30
# The commit that git had when it was run last, and its answer: running it takes longer than all else of an idle build.
ASKED = Path(".build/history.txt")
# What begins so leads git to no other repository: certificates, people, programs.
HARMLESS = ("GIT_SSL_", "GIT_SSH", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_EDITOR", "GIT_PAGER", "GIT_ASKPASS")
# Where a repository has one of these, its history is not told by the commit alone.
ALTERED = ("reftable", "shallow", "info/grafts", "refs/replace")


def latest() -> str:
    """Return the id of the last commit that changed the data, empty where there is none or no git."""
    root = project.root()
    if (place := _repository(root)) is None:
        return ""
    if (head := _head(root, place)) and (known := _cached(root / ASKED)) and known[0] == head:
        return known[1]
    answer = git("log", "-1", "--format=%H", "--", *PATHS)
    commit = (answer or b"").decode().strip()
    if head and answer is not None and head == _head(root, place):
        files.write(root / ASKED, f"{head}\n{commit}\n")
    return commit


def git(*words: str) -> bytes | None:
    """Return what git prints in the project's folder; None without git, outside of a repository, or if stuck."""
    import subprocess

    try:
        run = subprocess.run(
            ["git", *words],
            cwd=project.root(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**os.environ, "TZ": "UTC"},
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return run.stdout if run.returncode == 0 else None


def _repository(root: Path) -> Path | None:
    """Return where git keeps what the project is part of: a folder, or a file that names one; None where nothing is."""
    if any(name.startswith("GIT_") and not name.startswith(HARMLESS) for name in os.environ):
        # They may lead git anywhere.
        return root
    return next((at / ".git" for at in (root, *root.parents) if os.path.lexists(at / ".git")), None)


def _head(root: Path, place: Path) -> str:
    """Return where the project lies and the commit that git has, as its files say; empty where git must be run.

    So it must in a worktree, with variables that lead git elsewhere, and with references of another kind.
    """
    if any((place / name).exists() for name in ALTERED):
        return ""
    try:
        name = (place / "HEAD").read_text(encoding="utf-8").strip().removeprefix("ref: ")
        packed = place / "packed-refs"
        listed = packed.read_text(encoding="utf-8").splitlines() if packed.exists() else []
        if any(" refs/replace/" in line for line in listed):
            return ""
        if not name.startswith("refs/"):
            commit = name
        elif (place / name).exists():
            commit = (place / name).read_text(encoding="utf-8").strip()
        else:
            commit = next(line.partition(" ")[0] for line in listed if line.endswith(f" {name}"))
    except (OSError, ValueError, StopIteration):
        return ""
    return f"{commit} {root}" if _is_commit(commit) else ""


def _cached(path: Path) -> list[str] | None:
    try:
        head, commit, end = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return None
    return [head, commit] if not end and (not commit or _is_commit(commit)) else None


def _is_commit(text: str) -> bool:
    return len(text) in (40, 64) and all(letter in "0123456789abcdef" for letter in text)
