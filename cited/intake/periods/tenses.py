"""Tenses: what shows that a clause speaks of the past."""

import re

PAST = re.compile(
    r"\b(?:was|were|did|had|[a-z]{2,}ed|came|went|took|made|brought|spent|sold|bought|paid|lost|won|left"
    r"|rose|fell|grew|stood|saw|held|shrank|sank|gave|led|met|hit|drew|withdrew|ran|began|became|broke|chose"
    r"|drove|flew|threw|kept|built|sought|taught|sent|lent|dealt|caught|swept|overtook|heard|felt|won|burnt"
    r"|crept|leapt|slid|swung|struck|shot|got|fled|wrote|rode|shook|dug|knew|spoke)\b"
)
