"""Verdicts: what a figure claims, which statistic checks it, and whether they agree."""
