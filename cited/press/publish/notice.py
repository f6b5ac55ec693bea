"""The line on a page that is of an earlier build, because the newest failed."""

import re
from pathlib import Path

from markupsafe import Markup

from cited import files

NOTICE = Markup(
    '<p class="stale" role="status"><strong>This page is of an earlier build.</strong> '
    "The newest failed: <code>{}</code></p>"
)
# Where it stands: before everything else that the page shows.
BODY = re.compile(r"<body[^>]*>\n?")
OLDER = re.compile(r'<p class="stale".*?</p>\n', re.DOTALL)


def mark_stale(path: Path, fault: str) -> None:
    """Say on the page that stands there, if one does, that the newest build of it failed, and why, in one line.

    The plan sees that the page is no longer as it was built, so the next build tries the report again.
    """
    if not path.is_file():
        return
    html = OLDER.sub("", path.read_text(encoding="utf-8"))
    notice = str(NOTICE.format(fault.splitlines()[0])) + "\n"
    files.write(path, BODY.sub(lambda body: body.group() + notice, html, count=1))
