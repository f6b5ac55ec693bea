"""Cited Figures: reports in which every number links to its source."""
