"""How a report is run: processes, kernels, limits, and what is said when it fails."""
