"""The press: runs the notebooks that the catalogue lists and publishes them; it can publish any notebook."""
