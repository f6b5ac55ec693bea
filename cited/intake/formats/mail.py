"""Mail as it is saved to a file: its subject, sender and day, then its text, without attachments."""

import re
from email import errors, message, policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from cited import project
from cited.intake.formats import markup, plain

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_NAMED = (rb"(?im)^From:", rb"(?im)^Date:", rb"(?im)^MIME-Version:")


def is_mail(content: bytes) -> bool:
    """Return whether a file is a mail: it opens with headers, among them sender, day and version."""
    head = content[:20_000].lstrip()
    return bool(_HEADER.match(head)) and all(re.search(name, head) for name in _NAMED)


def read(path: Path, content: bytes) -> tuple[list[str], str]:
    """Return the lines of a mail and its subject; of two texts that say the same, the one in HTML is read.

    Raises `project.InputError` where elements of its HTML are nested too deep.
    """
    mail = BytesParser(policy=policy.default).parsebytes(content)
    subject = " ".join(str(mail["subject"] or "").split())
    body = mail.get_body(("html", "plain"))
    text = _text(body) if body is not None else ""
    try:
        is_html = body is not None and body.get_content_subtype() == "html" and text.strip()
        lines = markup.read(text)[0] if is_html else plain.read(text)[0]
    except ValueError as error:
        raise project.InputError(f"{path}: {error}: save its text as plain text") from error
    head = [subject, str(mail["from"] or ""), _day(str(mail["date"] or ""))]
    return [line for name in head if name for line in (name, "")] + lines, subject[:200]


def _text(part: message.MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, errors.MessageError):
        # A declared encoding that Python does not know.
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _day(date: str) -> str:
    """The day of a mail in words, or an empty text."""
    try:
        sent = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return ""
    return f"{sent.day} {sent:%B %Y}"
