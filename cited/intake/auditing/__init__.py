"""The audit: every number of a text is a figure or has a class, and every row stands in its text."""
