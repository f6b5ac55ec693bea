"""The published tables open in other tools, with their types, references and the meaning of each column."""

import asyncio
import json
import sqlite3

import pytest
from conftest import REPOSITORY

from cited.ledger.publishing import exports, publication, published
from cited.ledger.store import tables


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The project's own tables, as published."""
    monkeypatch.chdir(REPOSITORY)
    for name, content in exports.files().items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def test_sqlite_has_every_row_and_no_broken_reference(folder):
    with sqlite3.connect(folder / exports.SQLITE) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table in ("figures", "observations", "series", "sources"):
            assert base.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(tables.rows(table)),)
        joined = "SELECT count(*) FROM verdicts JOIN figures USING (figure) JOIN sources USING (source)"
        assert base.execute(joined).fetchone() == (len(tables.rows("figures")),)
        meaning = "SELECT description FROM columns WHERE \"table\" = 'figures' AND \"column\" = 'printed'"
        assert base.execute(meaning).fetchone()[0]
    base.close()


def test_datasette_shows_the_meaning_of_each_column(folder):
    from datasette.app import Datasette

    metadata = json.loads((folder / exports.DATASETTE).read_text(encoding="utf-8"))
    opened = Datasette([str(folder / exports.SQLITE)], metadata=metadata)

    async def ask() -> tuple[str, dict]:
        page = await opened.client.get("/cited-figures/figures")
        rows = await opened.client.get("/cited-figures/figures.json?_shape=objects&_size=1")
        return page.text, rows.json()

    page, rows = asyncio.run(ask())
    described = metadata["databases"]["cited-figures"]["tables"]["figures"]["columns"]["printed"]
    assert described and described.split(";")[0].replace("’", "&#39;")[:20] in page.replace("’", "&#39;")
    assert rows["rows"][0]["figure"] in {row["figure"] for row in tables.rows("figures")}


def test_duckdb_reads_the_parquet_files_with_types_and_meanings(folder):
    import duckdb

    base = duckdb.connect()
    figures = f"'{folder}/parquet/figures.parquet'"
    (count, types) = base.execute(f"SELECT count(*), any_value(typeof(low)) FROM {figures}").fetchone()
    assert (count, types) == (len(tables.rows("figures")), "DOUBLE")
    meanings = dict(base.execute(f"SELECT key, value FROM parquet_kv_metadata({figures})").fetchall())
    assert meanings[b"low"].decode() == next(c.meaning for c in published.described()[3].columns if c.name == "low")
    joined = (
        f"SELECT count(*) FROM {figures} JOIN '{folder}/parquet/verdicts.parquet' USING (figure) WHERE statistic > 0"
    )
    assert base.execute(joined).fetchone()[0] > 0
    base.close()


def test_two_exports_of_the_same_data_are_equal(folder):
    assert exports.files() == exports.files()


def test_a_draft_is_in_no_export(project):
    project.change("data/sources.csv", ",30,,,", ",30,,,draft")
    files = publication.files()
    assert b"South 2021" not in files[exports.SQLITE]
