"""Whether the rows of `data/` follow from the words of their documents."""
