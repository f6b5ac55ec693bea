"""A first look at a document, on a page of its own, without writing any data."""
