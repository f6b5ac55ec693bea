"""The tables of `data/` as they are kept: rows, names, periods and the codes of closed lists."""
