"""What the pages of look and desk share: templates, styles, scripts, and the policy that admits these alone."""

import base64
import functools
import hashlib
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from cited import stylesheets

_TEMPLATES = Path(__file__).parent / "template"


def policy(style: str, *scripts: str) -> str:
    """Return the Content-Security-Policy that admits one style and some scripts by their hashes, and nothing else."""
    admitted = " ".join(f"'sha256-{_hash(script)}'" for script in scripts if script)
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src {admitted or chr(39) + 'none' + chr(39)}; "
        "base-uri 'none'; form-action 'none'"
    )


@functools.cache
def asset(name: str) -> str:
    """Return a style or a script of the pages, after what all of them share."""
    if name.endswith(".css"):
        return stylesheets.minified(stylesheets.FOLDER / "tokens.css", _TEMPLATES / name)
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@functools.cache
def script(*names: str) -> str:
    """Return scripts as one function, which the files share and nothing else of the page sees."""
    return "(() => {\n" + "\n".join((_TEMPLATES / name).read_text(encoding="utf-8") for name in names) + "})();\n"


@functools.cache
def environment() -> Environment:
    """Return the templates of the pages; what stands in a text is escaped."""
    return Environment(
        loader=PackageLoader("cited.intake", "template"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
