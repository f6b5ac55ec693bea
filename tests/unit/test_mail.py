"""A mail saved to a file is read as its text, under its subject, its sender and its day."""

import pytest

from cited import project
from cited.intake.formats import documents

HEAD = """From: Ana Reyes <ana@example.org>
To: desk@example.org
Date: Tue, 9 Apr 2024 10:02:00 +0200
Subject: Arrivals
MIME-Version: 1.0
Content-Type: text/{}; charset={}
Content-Transfer-Encoding: {}

"""
TABLE = "<table><tr><td>Month<td>Nights<tr><td>March 2024<td>1,050</table>"


def read(folder, head, body, encoding="utf-8"):
    path = folder / "arrivals.eml"
    path.write_bytes(head.encode() + body.encode(encoding))
    return documents.document(path)


def test_its_html_is_read_with_its_tables(tmp_path):
    mail = read(tmp_path, HEAD.format("html", "utf-8", "8bit"), TABLE)
    assert "| March 2024 | 1,050 |" in mail.text.split("\n")
    assert mail.text.startswith("Arrivals\n\nAna Reyes <ana@example.org>\n\n9 April 2024\n")
    assert (mail.title, mail.remark) == ("Arrivals", "Read from a mail, without its attachments.")


def test_its_words_are_decoded(tmp_path):
    mail = read(tmp_path, HEAD.format("plain", "utf-8", "quoted-printable"), "It cost =E2=82=AC5 million.\n")
    assert "It cost €5 million." in mail.text
    assert (
        "It cost 5 million." in read(tmp_path, HEAD.format("plain", "none-such", "8bit"), "It cost 5 million.\n").text
    )


def test_a_text_that_quotes_a_mail_is_read_whole(tmp_path):
    assert "MIME-Version: 1.0" in read(tmp_path, "Ana wrote:\n\n" + HEAD, "Five ships.\n").text


def test_html_nested_too_deep_is_refused_with_the_name_of_the_mail(tmp_path):
    with pytest.raises(project.InputError, match=r"arrivals\.eml: elements are nested"):
        read(tmp_path, HEAD.format("html", "utf-8", "8bit"), "<b><i>" * 3000 + "5")
