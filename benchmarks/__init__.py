"""The bench: the press against other ways to the same pages, side by side in one run; `make bench`."""
