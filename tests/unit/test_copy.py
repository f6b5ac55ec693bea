"""`make publish`: a site is copied whole, or nothing of it."""

import os
from pathlib import Path

import pytest

from cited.press.site import copy


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    """A built site of two pages in a project, and `public/`, where an earlier one was published."""
    monkeypatch.setattr(copy.project, "root", lambda: tmp_path)
    monkeypatch.setattr(copy.catalogue, "load", list)
    for name in ("index.html", "figure/a.html"):
        (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reports" / name).write_text(name)
    assert copy.publish(str(tmp_path / "public")) == (2, tmp_path / "public")
    return tmp_path


def published(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (root / "public").rglob("*.html")}


def test_a_folder_of_the_site_that_may_not_be_read_takes_nothing_from_what_is_published(site, monkeypatch):
    scan = os.scandir

    def scandir(place):
        if Path(place) == site / "reports/figure":
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    # Root reads everything.
    with monkeypatch.context() as patched, pytest.raises(PermissionError, match="figure"):
        patched.setattr(os, "scandir", scandir)
        copy.publish(str(site / "public"))
    assert published(site) == {"index.html": "index.html", "a.html": "figure/a.html"}


def test_a_page_that_may_not_be_read_is_named_before_anything_is_copied(site, monkeypatch):
    usual = Path.open

    def opened(path, *options, **more):
        if path == site / "reports/index.html":
            raise PermissionError(13, "Permission denied")
        return usual(path, *options, **more)

    (site / "reports/figure/a.html").write_text("new")
    with monkeypatch.context() as patched, pytest.raises(PermissionError, match=r"reports/index.html"):
        patched.setattr(Path, "open", opened)
        copy.publish(str(site / "public"))
    assert published(site) == {"index.html": "index.html", "a.html": "figure/a.html"}


def test_what_the_site_has_no_more_goes_from_where_it_was_published_and_a_stranger_s_file_keeps_all_away(site):
    (site / "reports/figure/a.html").unlink()
    assert copy.publish(str(site / "public"))[0] == 1
    assert (published(site), (site / "public/figure").exists()) == ({"index.html": "index.html"}, False)
    (site / "public/mine").symlink_to(site / "data")
    with pytest.raises(copy.project.InputError, match="holds other files, as mine"):
        copy.publish(str(site / "public"))
