"""The press: runs the notebooks that the catalogue lists and publishes them; it would print any notebook."""
