"""The statistics in a page's list of sources."""

from cited.page.tracing import series_list

ROW = {"publisher": "Bank", "address": "https://a.org", "dataset": "Money", "code": "", "vintage": "2019-06"}


def row(name: str, **cells: str) -> dict[str, str]:
    return {**ROW, "series": name, "title": name.title(), "licence": "CC-BY-4.0", "last": "2012", **cells}


def test_what_all_series_of_a_publisher_have_in_common_is_said_once():
    rows = [row("gold", code="G"), row("cash", code="C", dataset="Money (derived)")]
    group = series_list._group("Bank", rows)
    assert (group["address"], group["edition"]) == ("https://a.org", "Money, June 2019, CC BY 4.0")
    assert [(one["title"], one["address"], one["edition"]) for one in group["series"]] == [
        ("Gold", "", "G"),
        ("Cash", "", "C, derived"),
    ]


def test_series_of_a_publisher_at_several_addresses_have_each_its_own_and_one_alone_says_all_itself():
    group = series_list._group("Bank", [row("gold"), row("gold 2", address="https://b.org")])
    assert group["address"] == ""
    assert [one["address"] for one in group["series"]] == ["https://a.org", "https://b.org"]
    assert [one["observed"] for one in group["series"]] == ["", "gold 2@2012"]
    alone = series_list._group("Bank", [row("gold")])
    assert (alone["edition"], alone["series"][0]["edition"]) == ("", "Money, June 2019, CC BY 4.0")
