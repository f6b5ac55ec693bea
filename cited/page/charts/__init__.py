"""Charts, drawn once for every width: bars, lines, intervals, timelines and the wall of figures."""
