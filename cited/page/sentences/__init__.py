"""Sentences and counts whose numbers come from the ledger."""
