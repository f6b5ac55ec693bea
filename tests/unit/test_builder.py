"""What a build says where nothing is to be done, and which saves a watched project answers."""

from types import SimpleNamespace

import pytest

from cited import project as folders
from cited.press.build import builder, watch


@pytest.mark.parametrize("lacking", ["", "Documents whose texts are not here: north-2020."])
def test_a_build_of_everything_that_has_nothing_to_do_speaks_of_all_reports(project, monkeypatch, capsys, lacking):
    cache = SimpleNamespace(reports={"a": 1, "b": 2}, lacking=lacking, up_to_date=lambda *_: True)
    monkeypatch.setattr(builder, "BuildCache", lambda _: cache)
    assert builder.build([], 1, SimpleNamespace(history=lambda: "")) == 0
    said = ["Nothing changed: all 2 reports are up to date.", lacking]
    assert capsys.readouterr().out.splitlines() == [line for line in said if line]


def test_a_save_counts_also_where_the_project_lies_below_a_hidden_folder(tmp_path, monkeypatch):
    root = tmp_path / ".hidden/project"
    monkeypatch.setattr(folders, "root", lambda: root)
    saved = ("data/figures/a.csv", "notebooks/a.ipynb", "reports/catalogue.yml")
    assert all(watch._counts(None, str(root / path)) for path in saved)
    written = ("reports/index.html", "data/.a.csv.swp", "cited/__pycache__/a.pyc", ".git/refs/heads")
    assert not any(watch._counts(None, str(root / path)) for path in written)
