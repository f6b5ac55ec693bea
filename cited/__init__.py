"""Cited Figures: reports whose every number leads back to the sentence that says it."""
