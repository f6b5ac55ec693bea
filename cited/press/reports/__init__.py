"""The reports that there are to build: the catalogue, its notebooks, limits and titles, and their sources."""
