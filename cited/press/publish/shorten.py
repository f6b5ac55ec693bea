"""The pages' scripts with short names and without blanks: `make scripts` writes them, pages carry them.

It runs by itself, with a shortener that needs a compiled library for its Python; the pages need none. Each short script
begins with the digest of the script that it was made of, so that a test can tell whether it is of today.
"""

import hashlib
import importlib
from pathlib import Path

TEMPLATE = Path(__file__).parent / "template"
SHORT = TEMPLATE / "short"


def stamp(path: Path) -> str:
    """Return the first line of a short script: the digest of the script that it is made of."""
    return f"// {path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def main() -> None:
    """Write the short form of every script."""
    # Only the environment that `make scripts` makes has it.
    minify = importlib.import_module("minify")
    SHORT.mkdir(exist_ok=True)
    for path in sorted(TEMPLATE.glob("*.js")):
        short = minify.string("application/javascript", path.read_text(encoding="utf-8"))
        (SHORT / path.name).write_text(stamp(path) + short + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
