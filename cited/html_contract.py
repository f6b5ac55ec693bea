"""What the HTML of a page promises to programs: the attributes of its numbers, and the classes of its parts.

`cited.page` writes them and `cited.press` looks for them; scripts and stylesheets select by them.
"""

# An element with one of these attributes says where the digits in it come from.
FIGURE = "data-figure"  # the id of a cited figure
FIGURES = "data-figures"  # the ids of the figures from which a value was computed
SERIES = "data-series"  # statistics, each as `series@period`
PARAMETER = "data-parameter"  # the name of a parameter
AXIS = "data-axis"  # nothing: the labels of a chart's axis
UNTRACED = "data-untraced"  # nothing: its numbers lead to no source, and a mark on the page says so
TRACED = frozenset({FIGURE, FIGURES, SERIES, PARAMETER, AXIS, UNTRACED})
# The attributes that name figures and statistics by their ids.
IDS = frozenset({FIGURE, FIGURES, SERIES})

# The parts of a page that have a stylesheet or a script of their own. A table and a wall may have further classes.
SOURCES = 'class="sources"'
TABLE = 'class="table'
LINES = 'class="table lines'
CHART = 'class="chart"'
PLOT = 'class="plot'
WALL = 'class="wall'

# What a table refers to for a screen reader, and the id of a sentence that it may refer to. Which sentence that is, the
# sections of a page decide: the press puts in the id that the page gets there.
ABOUT = "cited:about"
