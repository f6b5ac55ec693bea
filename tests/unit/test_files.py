"""Files are written whole or not at all, never through a link; a lock names who holds it."""

import os
import stat

import pytest

from cited import files
from cited.project import InputError


def parts(folder) -> list[str]:
    return [path.name for path in folder.rglob("*.part")]


def test_a_file_is_written_with_its_folders_and_says_whether_it_is_new(project):
    path = project.root / "reports/deep/er/page.html"
    assert files.write(path, "one ☃")
    assert path.read_text(encoding="utf-8") == "one ☃"
    assert not files.write(path, "one ☃")
    assert files.write(path, b"two")
    assert (path.read_bytes(), parts(project.root)) == (b"two", [])


def test_a_file_that_somebody_has_saved_meanwhile_is_not_overwritten(project):
    path = project.root / "notebooks/theme.ipynb"
    seen = path.read_bytes()
    path.write_bytes(b"MY EDIT")
    with pytest.raises(InputError, match=r"notebooks/theme.ipynb: changed while this command ran"):
        files.write(path, "tidy", seen=seen)
    path.with_name("gone.ipynb").unlink(missing_ok=True)
    with pytest.raises(InputError, match="changed while"):
        files.write(path.with_name("gone.ipynb"), "tidy", seen=seen)
    assert (path.read_bytes(), parts(project.root)) == (b"MY EDIT", [])
    assert files.write(path, "tidy", seen=b"MY EDIT")


def test_a_file_keeps_its_mode_and_a_new_one_has_the_usual(project):
    path = project.root / "data/sources.csv"
    path.chmod(0o640)
    files.write(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    files.write(path.with_name("new.csv"), "new")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.with_name("new.csv").stat().st_mode) == 0o666 & ~mask


def test_a_name_as_long_as_the_file_system_allows_is_written(project):
    path = project.root / "data" / ("n" * 251 + ".csv")
    files.write(path, "x")
    assert path.read_text() == "x"


def test_a_write_that_is_refused_leaves_the_old_content_and_names_the_file(project, monkeypatch):
    path = project.root / "data/sources.csv"
    before = path.read_bytes()

    def refuse(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left") as raised:
        files.write(path, "new")
    assert (raised.value.filename, path.read_bytes(), parts(project.root)) == (str(path), before, [])


@pytest.mark.parametrize("leads", ["../data", "{outside}"])
def test_nothing_is_written_read_or_removed_through_a_folder_that_is_a_link(project, tmp_path, leads):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    (project.root / "data/mine.txt").write_text("mine")
    (project.root / "reports/data").symlink_to(leads.format(outside=outside))
    path = project.root / "reports/data/mine.txt"
    for attempt in (lambda: files.write(path, "yours"), lambda: files.read(path), lambda: files.remove(path)):
        with pytest.raises(InputError, match=r"reports/data: a link, to .*; expected a file or folder of the project"):
            attempt()
    assert ((outside / "mine.txt").read_text(), (project.root / "data/mine.txt").read_text()) == ("mine", "mine")


def test_a_file_that_is_a_link_is_not_read_and_is_replaced_not_followed(project, tmp_path):
    (tmp_path / "secret").write_text("secret")
    path = project.root / "data/LICENSE.md"
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(InputError, match=r"data/LICENSE.md: a link, to "):
        files.read(path)
    files.write(path, "licence")
    assert ((tmp_path / "secret").read_text(), path.is_symlink(), path.read_text()) == ("secret", False, "licence")


def test_removing_takes_a_folder_and_links_but_not_what_they_lead_to(project, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/mine.txt").write_text("mine")
    files.write(project.root / "reports/old/deep/page.html", "old")
    (project.root / "reports/old/link").symlink_to(tmp_path / "outside")
    files.remove(project.root / "reports/old")
    files.remove(project.root / "reports/old")
    assert not (project.root / "reports/old").exists()
    assert (tmp_path / "outside/mine.txt").read_text() == "mine"


def test_a_folder_outside_the_project_is_used_as_it_is(project, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    files.write(tmp_path / "link/page.html", "page")
    assert (tmp_path / "real/page.html").read_text() == "page"


def test_a_lock_file_that_is_removed_while_it_is_held_lets_nobody_believe_in_the_old_one(project):
    with files.locked("data"):
        files.lock_file("data").unlink()
        with files.locked("data", 0):
            pass
    with files.locked("data", 0):
        pass


def test_what_a_build_can_make_again_waits_for_no_disk_and_is_whole_all_the_same(project, monkeypatch):
    flushed = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    path = project.root / "reports/index.html"
    assert files.write(path, "one", lasting=False)
    assert (path.read_text(), flushed, parts(project.root)) == ("one", [], [])
    files.write(path, "two")
    assert len(flushed) == 2


def test_a_file_that_nobody_may_read_is_written_anew_unless_it_must_be_as_it_was_seen(project, monkeypatch):
    path = project.root / "reports/page.html"
    files.write(path, "old")
    path.chmod(0o200)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    # Root reads everything.
    monkeypatch.setattr(files, "_content", refuse)
    with pytest.raises(PermissionError):
        files.write(path, "new", seen=b"old")
    assert files.write(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o400) == ("new", 0o400)


def test_what_a_killed_process_left_half_written_goes_from_folders_below_only_where_asked(project, monkeypatch):
    monkeypatch.setattr(files, "_lives", lambda process: process == 2)
    for name in ("a.html", ".cited-1-1.part", "figure/.cited-1-2.part", "figure/.cited-2-1.part"):
        files.write(project.root / "reports" / name, "x")
    files.sweep(project.root / "reports")
    assert sorted(parts(project.root)) == [".cited-1-2.part", ".cited-2-1.part"]
    files.sweep(project.root / "reports", "**/")
    assert parts(project.root) == [".cited-2-1.part"]
