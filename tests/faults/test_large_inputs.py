"""Documents longer than any that people write: read, or refused in words, in seconds."""

import pytest
from conftest import soaking
from intake_project import enter

from cited import project
from cited.__main__ import main
from cited.intake.drafting import draft
from cited.intake.formats import documents
from cited.intake.reading.grammar import read_line

# Each takes a few seconds; what takes two minutes hangs.
pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """An empty project."""
    return enter(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "line",
    [
        "9" * 100_000,
        "1 " * 2_000,
        "1,234," * 4_000,
        "twenty-" * 4_000,
        "two " * 2_000,
        "a@" * 50_000,
        "第一二三四五六七" * 4_000,
        "growth of 4 per cent and " * 1_000,
        "3 years ago " * 4_000,
        "5\u0301" * 8_000,
        " and a half" * 8_000,
        "from 5 to " * 8_000,
        "5 per " * 8_000,
        "a million " * 8_000,
    ],
)
def test_a_very_long_line_is_read(line):
    assert read_line(line).numerals is not None


def test_a_line_of_a_hundred_thousand_characters_is_drafted(own):
    (own / "long.txt").write_text("They sent 300 doctors to the 17 ports of the country in 2019, and more. " * 1_400)
    assert draft.draft(own / "long.txt").new == 2_800
    assert main(["audit"]) == 0


@pytest.mark.soak
def test_a_text_of_a_megabyte_is_drafted(own):
    paragraph = (
        "In March 2019 they sent 300 doctors, worth $5 million, and praised one of the many friends of the city.\n"
    )
    size = 1_000_000 if soaking() else 250_000
    (own / "big.txt").write_text(paragraph * (size // len(paragraph)))
    assert draft.draft(own / "big.txt").new > size / 100


def test_a_text_of_twenty_megabytes_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("They sent 300 doctors. " * 900_000)
    with pytest.raises(project.InputError, match="expected at most 5 million"):
        documents.document(tmp_path / "a.txt")


def test_millions_of_line_ends_are_refused(tmp_path):
    (tmp_path / "ends.txt").write_text("\n" * 2_100_000 + "5 ships", encoding="utf-8")
    with pytest.raises(project.InputError, match="2,100,000 line ends; expected at most 2,000,000"):
        documents.document(tmp_path / "ends.txt")


@pytest.mark.parametrize(
    "text", ["5 " * 30_000, "one hundred " * 20_000, "| 5 " * 30_000, "from 5 to 6 " * 20_000, "x5 " * 30_000]
)
def test_a_file_of_many_numbers_with_hardly_a_word_is_refused(tmp_path, text):
    (tmp_path / "numbers.txt").write_text(text, encoding="utf-8")
    with pytest.raises(project.InputError, match=r"numbers, and [\d,]+ other words; expected at least three"):
        documents.document(tmp_path / "numbers.txt")


def test_html_of_which_the_parser_leaves_out_what_is_nested_too_deep_is_refused(tmp_path):
    (tmp_path / "deep.html").write_text("<html>" + "<div>" * 3000 + "5 ships", encoding="utf-8")
    with pytest.raises(project.InputError, match="nested more than 2,048 deep"):
        documents.document(tmp_path / "deep.html")
