"""The classes of numerals that are no figures: dates, notes, addresses, numbers of laws, idioms."""
