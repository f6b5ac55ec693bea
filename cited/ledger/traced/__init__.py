"""Numbers that know the figures and statistics they are made of, and keep them through pandas."""
