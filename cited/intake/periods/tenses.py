"""Tenses: what shows that a clause speaks of the past."""

import re

PAST = re.compile(
    r"\b(?:was|were|did|had|[a-z]{2,}ed|came|went|took|made|brought|spent|sold|bought|paid|lost|won|left"
    r"|rose|fell|grew|stood|saw|held|shrank|sank|gave|led|met|hit)\b"
)
