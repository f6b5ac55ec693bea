"""The line on a page that is of an earlier build, because the newest failed."""

from pathlib import Path

from markupsafe import Markup

from cited import files, project, tags

NOTICE = Markup(
    '<p class="stale" role="status"><strong>This page is of an earlier build.</strong> '
    "The newest failed: <code>{}</code></p>"
)


def mark_stale(path: Path, fault: str) -> None:
    """Say on the page that stands there, if one does, that the newest build of it failed, and why, in one line.

    The plan sees that the page is no longer as it was built, so the next build tries the report again.
    """
    if not path.is_file():
        return
    html = path.read_text(encoding="utf-8")
    before, notice, after = html.partition(NOTICE.partition(">")[0])
    html = before + after.partition("</p>\n")[2] if notice else html
    files.write(path, at_top(html, NOTICE.format(fault.splitlines()[0])))


def at_top(page: str, said: str) -> str:
    """Return a page with a line before everything else that it shows."""
    place = next((tag.end() for tag in tags.scan(page) if tag[3] == "body"), 0)
    shown = page[place:].removeprefix("\n")
    return f"{page[:place]}\n{said}\n{shown}"


def left(failed: list[str]) -> str:
    """Return in words what readers see of reports that failed: a page of an earlier build, or none."""
    without = [page for page in failed if not (project.root() / page).is_file()]
    if not without:
        return "their last good pages stand and say so"
    if len(without) == len(failed):
        return "there is no page of an earlier build to show instead"
    return f"the last good pages of the others stand and say so; {', '.join(without)} had none"
