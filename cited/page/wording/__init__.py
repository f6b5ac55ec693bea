"""Numbers, periods, outcomes and differences in words: the one way each is written on a page."""
