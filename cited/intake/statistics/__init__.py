"""Statistics as their publishers' files have them → rows of series.csv and observations.csv."""
