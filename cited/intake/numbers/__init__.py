"""Numerals: where a number stands in a line, and what its digits or words are worth."""
