"""No report changes another's page: whatever a notebook does, and whether its kernel is forked or not."""

import re

import pytest
from conftest import notebook

PARAMETERS = ("parameters", 'theme: str = "trade"  # theme; one of figures.theme')
# Everything that a notebook can change beyond its own names.
WILD = """\
import locale, os, random, sys, threading, time, warnings
import matplotlib as mpl, numpy, pandas
import cited.ledger.store.tables
pandas.set_option("display.precision", 1)
pandas.DataFrame.to_html = lambda *_: "spoilt"
mpl.rcParams["lines.linewidth"] = 9
mpl.use("agg")
os.environ["TZ"], os.environ["MPLBACKEND"], os.environ["SPOILT"] = "Asia/Tokyo", "pdf", "yes"
time.tzset()
os.chdir("/")
random.seed(1), numpy.random.seed(1)
sys.modules["json"] = None
del sys.modules["cited.ledger"]
sys.path.insert(0, "/nowhere")
cited.ledger.store.tables.SEPARATOR = "spoilt"
threading.Thread(target=time.sleep, args=[30], name="wild").start()
spoilt = os.umask(0), warnings.simplefilter("error"), locale.setlocale(locale.LC_ALL, "C.UTF-8")
"""
# What another report sees of all that, in an element where digits need no source.
TAME = """\
import json, locale, os, random, secrets, sys, threading, time, uuid, warnings
import matplotlib as mpl, matplotlib.pyplot as plt, numpy, pandas
import cited.ledger.store.tables
from IPython.display import HTML
plt.plot([0, 1], [0, 1])
seen = [
    pandas.DataFrame({"a": [1 / 3]}).to_html(), mpl.rcParams["lines.linewidth"], mpl.get_backend(), time.tzname,
    os.path.basename(os.getcwd()), os.environ.get("SPOILT"), sys.path[1:], cited.ledger.store.tables.SEPARATOR,
    list({"spoilt", "set", "order"}), str(numpy.random.random(9).sum() > 0),
    [thread.name for thread in threading.enumerate() if thread.name == "wild"], len(os.listdir("/proc/self/task")) < 30,
    oct(os.umask(0o22)), len([f for f in warnings.filters if f[0] == "error"]), locale.setlocale(locale.LC_ALL),
]
HTML(f"<code>{json.dumps(seen, default=str)}</code>")"""


@pytest.fixture
def two(project):
    """A project with a wild report and, after it in the catalogue, a tame one."""
    project.write("notebooks/wild.ipynb", notebook([PARAMETERS, ("code", WILD)]))
    project.write("notebooks/tame.ipynb", notebook([PARAMETERS, ("untraced", TAME)]))
    entry = "  - {{path: {0}, notebook: {0}, title: {0}, answers: Nothing., parameters: {{theme: aid}}}}\n"
    project.write("reports/catalogue.yml", "reports:\n" + entry.format("wild") + entry.format("tame"))
    return project


def test_a_wild_report_does_not_change_the_next_and_forked_kernels_give_the_same_bytes(two):
    pages = []
    for arguments in (["reports/tame.html"], [], ["--no-fork"]):
        (two.root / ".build/plan.json").unlink(missing_ok=True)
        result = two.cited("build", "--jobs", "1", *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "ordinary way" not in result.stdout
        pages.append(two.pages()["tame.html"])
    assert b"data:image/png" in pages[0]
    assert pages[0] == pages[1], "the wild report changed the tame one"
    assert pages[0] == pages[2], "a forked kernel's page differs from an ordinary kernel's"


DRAWN = """\
import numpy, random, secrets, uuid
from IPython.display import HTML
HTML(f"<code>{random.random()} {numpy.random.random()} {uuid.uuid4()} {secrets.token_hex()}</code>")"""


def test_two_reports_draw_different_random_numbers(project):
    project.write("notebooks/drawn.ipynb", notebook([PARAMETERS, ("code", DRAWN)]))
    entry = "  - {{path: {0}, notebook: drawn, title: {0}, answers: Nothing., parameters: {{theme: aid}}}}\n"
    project.write("reports/catalogue.yml", "reports:\n" + entry.format("one") + entry.format("other"))
    assert project.cited("build").returncode == 0
    drawn = [
        re.findall(rb"<code>(\S+) (\S+) (\S+) (\S+)</code>", project.pages()[f"{n}.html"])[0] for n in ("one", "other")
    ]
    assert all(one != other for one, other in zip(*drawn, strict=True))
