"""Which held series could check a figure, and what the rules would say of it."""
