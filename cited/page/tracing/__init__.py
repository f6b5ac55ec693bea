"""Where a number on a page comes from, and the list of sources that ends every page."""
