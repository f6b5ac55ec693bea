"""What of a project counts as read."""

import json
import os
import sys

from cited import reads
from cited.observe import Observer


def test_a_missing_file_that_is_asked_for_is_noted_but_not_a_text_that_no_file_can_be_called(tmp_path):
    noted = []
    observer = Observer(tmp_path, noted.append)
    for name in ("missing.csv", "n" * 255, "n" * 256, "folder/" * 600, "<table>\n</table>"):
        observer.see("file", tmp_path / name)
    assert [(note["file"], note["digest"]) for note in noted] == [("missing.csv", ""), ("n" * 255, "")]


def test_where_the_working_folder_is_gone_a_relative_name_is_no_file_and_an_absolute_one_is(tmp_path, monkeypatch):
    noted = []
    (tmp_path / "a.csv").touch()
    observer, gone = Observer(tmp_path, noted.append), tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    observer.see("file", "b.csv")
    observer.hook("exec", (compile(f"['c.csv', '{tmp_path}/a.csv']", "/tmp/ipykernel_1/1.py", "exec"),))
    assert [note["file"] for note in noted] == ["a.csv"]


def test_a_name_that_is_no_text_is_noted_and_found_again(tmp_path, monkeypatch):
    notes, name = tmp_path / "notes", b"caf\xe9"
    monkeypatch.setenv(reads.VARIABLE, str(notes))
    if sys.platform != "darwin":  # where names are UTF-8
        (tmp_path / os.fsdecode(name)).write_text("a")
    Observer(tmp_path, reads.note).see("file", os.fsencode(tmp_path) + b"/" + name)
    noted = reads.Noted(notes).files
    assert noted == {os.fsdecode(name): reads.digest_of(tmp_path / os.fsdecode(name))}
    assert json.loads(json.dumps(noted)) == noted and len(reads.listing(tmp_path)) == len(reads.digest(["a"]))
