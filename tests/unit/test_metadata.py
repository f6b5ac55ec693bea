"""What pages say of themselves to machines: claims, their reviews, and where and when both were published."""

import json
import re

from conftest import each_case

from cited.manifest import Claim
from cited.press.publish import metadata

WHOLE = {"author": "A", "title": "Figures", "version": "1.0", "date": "2026-11-22", "home": "https://example.org/f/"}
SOURCE = {"author": "B", "title": "N", "date": "2020-04~/2021", "address": ""}


def claim(kind: str, **source: str) -> Claim:
    words = {"outcome": "wrong", "verdict": "Wrong. Published data show 12.", "weight": 1.0, "repeats": "", "body": ""}
    shown = {"document": "N 2020", "theme": "aid", "hedge": "", "kind": kind, "sign": "✗"}
    return Claim("n-1", "13", "members, 2020", **shown, **words, source=SOURCE | source)


def linked(one: Claim, whole: dict[str, str]) -> dict:
    return json.loads(metadata.claim(one, whole))


def test_a_checked_figure_is_a_review_of_a_claim_with_address_and_day():
    stated = linked(claim("wrong"), WHOLE)
    assert stated["@type"] == "ClaimReview"
    assert stated["itemReviewed"]["@type"] == "Claim"
    assert stated["itemReviewed"]["appearance"]["author"]["name"] == "B"
    assert (stated["url"], stated["datePublished"]) == ("https://example.org/f/figure/n-1.html", "2026-11-22")
    assert stated["reviewRating"] == {"@type": "Rating", "alternateName": "wrong"}


@each_case("kind", ["open", "none"])
def test_a_figure_that_nobody_checked_is_no_review(kind):
    assert linked(claim(kind), WHOLE)["@type"] == "Claim"


def test_without_a_homepage_no_address_is_invented():
    assert not re.search(r'"url"|figure/', metadata.claim(claim("wrong"), WHOLE | {"home": ""}))


@each_case(
    ("date", "day"), [("2020-04~", "2020-04"), ("2018-08-10", "2018-08-10"), ("2020/2021", "2020"), ("202X", None)]
)
def test_a_date_is_one_of_iso_or_none(date, day):
    assert linked(claim("wrong", date=date), WHOLE)["itemReviewed"].get("datePublished") == day


@each_case(
    ("speaker", "author"),
    [("Ada North", {"name": "Ada North"}), ("", {"name": "B"})],
)
def test_a_claim_is_of_whom_the_document_quotes_and_appeared_in_the_document(speaker, author):
    said = linked(claim("wrong", speaker=speaker), WHOLE)["itemReviewed"]
    assert (said["author"], said["appearance"]["author"]) == (author, {"name": "B"})


def test_words_that_are_older_than_the_document_have_their_own_day_and_the_document_its():
    said = linked(claim("wrong", date="2018-07-19", stated="2008-08"), WHOLE)["itemReviewed"]
    assert (said["datePublished"], said["appearance"]["datePublished"]) == ("2008-08", "2018-07-19")
