"""What of a project counts as read."""

from cited.observe import Observer


def test_a_missing_file_that_is_asked_for_is_noted_but_not_a_text_that_no_file_can_be_called(tmp_path):
    noted = []
    observer = Observer(tmp_path, noted.append)
    for name in ("missing.csv", "n" * 255, "n" * 256, "folder/" * 600, "<table>\n</table>"):
        observer.see("file", tmp_path / name)
    assert [(note["file"], note["digest"]) for note in noted] == [("missing.csv", ""), ("n" * 255, "")]
