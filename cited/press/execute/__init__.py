"""How a report is run: processes, kernels, limits, and what is said when it fails."""

# The parent of every message of a cell, on either side of the connection: there is one cell at a time.
CELL = "cell"
