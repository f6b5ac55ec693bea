"""Drafts: the rows of a new document as far as they can be read, until a person confirms them."""
