"""A name that the ledger does not know raises with the nearest; known names without rows give an empty frame."""

import pytest
from conftest import REPOSITORY, each_case

from cited import ledger, misspelt, page
from cited.ledger.frames.known import strange
from cited.nearest import nearest


@pytest.fixture
def repository(monkeypatch):
    """The project's own tables."""
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("figures", "observed", "said"),
    [
        (["iom-2016-58"], ["fx-reserves-chn@2012-12"], []),
        ([], [], []),
        (["iom-2016-58", "iom-2016-580"], [], ["no “iom-2016-580”; did you mean “iom-2016-5"]),
        (["Iom-2016-58"], [], ["no “Iom-2016-58”"]),
        ([], ["fx-reserve-chn@2012-12"], ["no “fx-reserve-chn”; did you mean “fx-reserves-chn”?"]),
        ([], ["fx-reserves-chn@2012-13"], ["fx-reserves-chn has no value of “2012-13”; did you mean “2012-12”?"]),
        ([], ["fx-reserves-chn"], ["fx-reserves-chn has no value of “”"]),
    ],
)
def test_an_id_on_a_page_that_the_ledger_does_not_have_is_named(repository, figures, observed, said):
    found = strange(figures, observed)
    assert len(found) == len(said) and all(part in sentence for part, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda: ledger.figures(theme="aidd"), "theme: the ledger has no “aidd”; did you mean “aid”?"),
        (lambda: ledger.figures(actor="Chna"), "actor: the ledger has no “Chna”; did you mean “China”?"),
        (lambda: ledger.figures(between=["China", "ASEEN"]), "did you mean “ASEAN”?"),
        (lambda: ledger.figures(figure="asean-2024-9999"), "figure: the ledger has no “asean-2024-9999”"),
        (lambda: ledger.figures(unit=["USD", "YEN"]), "unit: the ledger has no “YEN”"),
        (lambda: ledger.verdicts(theme="reserve"), "did you mean “reserves”?"),
        (lambda: ledger.findings(source="asean-2042"), "did you mean “asean-2024”?"),
        (lambda: ledger.sources(source="asean"), "did you mean “asean-2024”?"),
        (lambda: ledger.works(source="asean-2025"), "did you mean “asean-2024”?"),
        (lambda: ledger.relations(source="suwa"), "did you mean “suwa-2018”?"),
        (lambda: ledger.events(actor="Itly"), "did you mean “Italy”?"),
        (lambda: ledger.series(series="fx-reserve-chn"), "did you mean “fx-reserves-chn”?"),
        (lambda: ledger.observations(series="fx-reserves-chnn"), "did you mean “fx-reserves-chn”?"),
        (
            lambda: ledger.series_like("fx-resrves"),
            "series: no id begins with “fx-resrves”; did you mean “fx-reserves”?",
        ),
        (lambda: ledger.by_area("fx-reserve", "China"), "did you mean “fx-reserves”?"),
        (lambda: ledger.by_area("fx-reserves", "Chna"), "area: the ledger has no “Chna”; did you mean “China”?"),
        (
            lambda: ledger.between(["trade-asean-chn"], publisher=["ASEAN Secretary"]),
            "did you mean “ASEAN Secretariat”?",
        ),
    ],
)
def test_an_unknown_name_raises_with_the_nearest_known_one(repository, asked, message):
    with pytest.raises(ledger.UnknownName) as error:
        asked()
    assert message in str(error.value)


def test_known_names_without_rows_give_an_empty_frame(repository):
    assert ledger.figures(theme="visas", actor="Greece").empty
    assert ledger.by_area("fx-reserves", "Greece").empty
    assert ledger.verdicts(theme="visas", actor="Greece").empty


def test_a_series_is_found_by_the_code_of_its_area_whatever_it_begins_with(checked):
    for file in ("series", "observations", "checks"):
        path = checked.root / f"data/{file}.csv"
        text = path.read_text(encoding="utf-8").replace("masks-nor", "masks-xno")
        path.write_text(text.replace("that arrived,NOR", "that arrived,XNO"), encoding="utf-8")
    assert len(ledger.by_area("masks", "XNO")) == 1


def test_none_means_all_an_empty_list_nothing_and_neither_an_empty_text_nor_the_year_zero_stands_for_all(repository):
    assert len(ledger.figures(theme=None, first=None)) == len(ledger.figures()) > 0
    with pytest.raises(ledger.UnknownName, match=r"theme: the ledger has no “”; expected a name, or None for all"):
        ledger.figures(theme="")
    for asked in (ledger.figures, ledger.verdicts, ledger.observations, ledger.events):
        with pytest.raises(ValueError, match=r"first: 0; expected a year, or None for no limit"):
            asked(first=0)
    for empty in (ledger.figures(figure=[]), ledger.verdicts(source=[]), ledger.observations(series=[])):
        assert empty.empty


@each_case(("name", "near"), [("Jpan", "Japan"), ("reserves", "foreign exchange reserves"), ("xyzzy", "")])
def test_the_nearest_name_is_a_slip_of_the_hand_or_a_part(name, near):
    assert nearest(name, ["Japan", "foreign exchange reserves", "Jordan", ""]) == near


def test_the_nearest_name_is_sought_only_where_somebody_reads_it(monkeypatch):
    monkeypatch.setattr(misspelt, "suggestion", lambda *_: pytest.fail("sought"))
    assert not hasattr(ledger, "figurs")
    assert getattr(page, "tabel", None) is None
