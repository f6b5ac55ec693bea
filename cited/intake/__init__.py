"""Intake: a document's text becomes rows of `data/`, and the audit proves that no number was left out."""

from cited import kept_patterns

kept_patterns.keep()
