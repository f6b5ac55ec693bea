"""The engine `forked` against stock ipykernel: small notebooks, every output compared, one by one.

The notebooks that leave their process alive run one after the other in one process of each kind, since the start of a
kernel is what takes time; those that end it have one of their own.
"""

import os
import re
import subprocess
import sys

import nbformat
import papermill
import pytest
from nbformat import v4

from cited.press.execute.engine import runs

# Wait until ipykernel's thread has read what a program has written to a descriptor.
READ = """
import fcntl, os, stat, termios, time
for fd in (1, 2):
    while stat.S_ISFIFO(os.fstat(fd).st_mode) and any(fcntl.ioctl(fd, termios.FIONREAD, bytes(4))):
        time.sleep(0.01)
time.sleep(0.3)"""
HELPER = "VALUE = 'from beside the notebook'\n\ndef load_ipython_extension(shell):\n    print('loaded')\n"
SCRIPT = "print('script', __name__)\nmade = 3\n"
NOTEBOOKS = {
    "stdout and stderr": ["import sys\nprint('a'); print('b', file=sys.stderr); print('c')"],
    "streams and displays": ["print('a')\ndisplay('b')\nprint('c')\n1 + 1"],
    "a stream that is flushed": ["import sys\nprint('a', flush=True)\nsys.stderr.write('b\\n'); sys.stderr.flush()\nprint('c')"],
    "write and writelines": ["import sys\nsys.stdout.write('a')", "sys.stdout.writelines(['a', 'b'])\ntry:\n    sys.stdout.write(1)\nexcept TypeError as e:\n    print(e)"],
    "what streams are": ["import sys\nsys.stdout.isatty(), sys.stdout.encoding, sys.stdout.name, sys.stdout.writable()"],
    "bytes to a descriptor": ["import os\nos.write(1, 'é from os\\n'.encode());" + READ],
    "bytes to standard error": ["import os\nos.write(2, b'complaint\\n');" + READ],
    "a descriptor that leads elsewhere for a while": ["import os\nsaved = os.dup(1)\nwith open('elsewhere.txt', 'wb') as file:\n    os.dup2(file.fileno(), 1)\n    os.write(1, b'by a library\\n')\n    print('by Python')\n    os.dup2(saved, 1)\nos.write(1, b'here again\\n');" + READ, "open('elsewhere.txt').read()"],
    "a program by os.system": ["import os\nos.system('echo out; sleep 0.2; echo err >&2');" + READ],
    "a program by subprocess": ["import subprocess\nsubprocess.run('echo out; sleep 0.2; echo err >&2', shell=True);" + READ],
    "captured output of a program": ["import subprocess\nsubprocess.run(['echo', 'x'], capture_output=True, text=True)"],
    "a shell line": ["!echo hi; echo err >&2"],
    "a shell line that is assigned": ["lines = !echo a; echo b\nlines"],
    "a shell line that fails": ["!exit 3\n_exit_code"],
    # Which of two pipes IPython reads first is luck.
    "a shell cell": ["%%bash\necho from bash", "%%bash\necho wrong >&2"],
    "a shell cell that fails": ["%%bash\nexit 4"],
    # One write: of two, as unbuffered output makes of `print`, IPython may read each by itself.
    "a cell in another Python": ["%%python\nimport sys\nsys.stdout.write('other\\n')"],
    "a thread that prints": ["import threading\nt = threading.Thread(target=print, args=['from a thread'])\nt.start(); t.join()"],
    "an exception in a thread": ["import threading\nt = threading.Thread(target=lambda: 1 / 0, name='T')\nt.start(); t.join()"],
    "a process that prints": ["import multiprocessing as m, os\nf = m.get_context('fork').Process(target=os.write, args=[1, b'child'])\nf.start(); f.join()" + READ],
    "a display that is updated": ["h = display('old', display_id='d1')\nprint('between')", "h.update('new')", "display('fresh', display_id='d1', update=True)"],
    "cleared output": ["from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')"],
    "cleared output that waits": ["print('gone')\nclear_output(wait=True)\nprint('stays')", "print('stays too')\nclear_output(wait=True)"],
    "results": ["1", "None", "'text'", "[1, {'a': (2,)}]", "1;", "_, __, Out[1] if 1 in Out else None"],
    "a mime bundle": ["class A:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n        return {'text/html': '<b>h</b>', 'text/plain': 'p'}, {'text/html': {'k': 1}}\nA()"],
    "representations": ["class B:\n    def _repr_html_(self): return '<i>h</i>'\n    def _repr_latex_(self): return '$x$'\n    def __repr__(self): return 'B!'\nB()"],
    "a representation that fails": ["class C:\n    def _repr_html_(self): raise ValueError('no html')\n    def __repr__(self): return 'C!'\nC()"],
    "a repr that fails": ["class D:\n    def __repr__(self): raise ValueError('no repr')\nD()"],
    "frames": ["import pandas as pd\npd.DataFrame({'a': [1, 2]}, index=['x', 'y'])", "pd.Series([1.5])"],
    "a styler": ["pd.DataFrame({'a': [1]}).style.set_uuid('u').format('{:.2f}')"],
    "kinds of displays": ["from IPython.display import HTML, JSON, Markdown, Math, SVG, Latex, Javascript\ndisplay(HTML('<p>'), JSON({'a': 1}), Markdown('*m*'), Math('x^2'), Latex('$y$'), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>'), Javascript('1'))"],
    "raw data and metadata": ["display({'text/plain': 'raw', 'application/x-y+json': {'z': 1}}, raw=True, metadata={'m': 1})"],
    "an image": ["from IPython.display import Image\nimport base64\nImage(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), width=5)"],
    "a figure": ["import matplotlib.pyplot as plt\nplt.plot([1, 2])", "plt.plot([2, 1]);"],
    "a figure that is left open": ["fig, axes = plt.subplots()\naxes.plot([1, 3])\nprint('after')", "fig", "plt.close('all')"],
    "figures by magic": ["%matplotlib inline\nplt.plot([3, 1]);"],
    "figures in another format": ["from matplotlib_inline.backend_inline import set_matplotlib_formats\nimport matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 's'\nset_matplotlib_formats('svg', metadata={'Date': None})\nplt.plot([1, 2]);", "set_matplotlib_formats('png')"],
    "a figure before an error": ["plt.plot([1, 2])\n1 / 0", "plt.gcf().axes", "plt.close('all')"],
    "await": ["import asyncio\nawait asyncio.sleep(0.01)\nprint('waited')\nawait asyncio.sleep(0, 'value')"],
    "a running loop": ["asyncio.get_running_loop().is_running()", "waiting = asyncio.sleep(0)\ntry:\n    asyncio.run(waiting)\nexcept RuntimeError as e:\n    print(e)\nfinally:\n    waiting.close()"],
    "a task that goes on": ["async def later():\n    await asyncio.sleep(0)\n    return 'done'\ntask = asyncio.create_task(later())", "await task"],
    "an error while waiting": ["async def wrong():\n    raise KeyError('k')\nawait wrong()"],
    "await for and with": ["async def numbers():\n    yield 1\n    yield 2\n[n async for n in numbers()]"],
    "line magics": ["%pwd\n%precision 2\n3.14159", "%precision", "%time 1 if True else 2\n%who_ls int"],
    "cell magics": ["%%capture held\nprint('held')", "held.stdout", "%%html\n<b>x</b>", "%%javascript\n1", "%%latex\n$z$"],
    "an unknown magic": ["%nosuchmagic", "%%nosuchcellmagic\n1", "?nosuchname"],
    "help": ["len?", "%pinfo nosuch"],
    "a script": ["%run script.py", "made"],
    "a module beside the notebook": ["import helper\nhelper.VALUE, helper.__name__", "%load_ext helper", "%autoreload"],
    "the shell": ["type(get_ipython()).__name__, 'IPKernelApp' in get_ipython().config, __name__", "get_ipython().run_cell('print(5)').success", "get_ipython().ast_node_interactivity"],
    "history and numbers": ["In[-1]", "_i", "get_ipython().execution_count > 3"],
    "an exception": ["def f(x):\n    return 1 / x\nf(0)"],
    "chained exceptions": ["try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('second') from error"],
    "an exception on the way of another": ["try:\n    {}['k']\nexcept KeyError:\n    raise TypeError('t')"],
    "grouped exceptions": ["raise ExceptionGroup('many', [ValueError('a'), TypeError('b')])"],
    "an exception with notes": ["e = ValueError('noted')\ne.add_note('a note')\nraise e"],
    "syntax errors": ["1 +", "  x = 1\n y = 2", "print 'old'", "return 5", "a = 'open"],
    "interrupts and exits that are caught": ["try:\n    raise SystemExit(3)\nexcept SystemExit as e:\n    print('caught', e.code)", "raise KeyboardInterrupt"],
    "an interrupt by signal": ["import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(1)", "'alive'"],
    "input": ["import getpass\nfor ask in input, getpass.getpass:\n    try:\n        ask('name?')\n    except Exception as e:\n        print(type(e).__name__)"],
    "warnings": ["import warnings\nwarnings.warn('careful')", "warnings.warn('old', DeprecationWarning)", "import logging\nlogging.warning('logged')"],
    "an error that is very long": ["raise ValueError('x' * 20000)"],
    "letters": ["print('é ☃ 😀 \\x1b[31mred\\x1b[0m \\r back')\n'\\ud800'.encode(errors='replace')"],
    "many lines": ["for i in range(2000): print(i)"],
    "an empty cell": ["", "# only a comment", "pass"],
    "widgets": ["import ipywidgets\nipywidgets.IntSlider(5)", "out = ipywidgets.Output()\nwith out:\n    print('inside')\nout"],
    "a progress bar": ["from tqdm.auto import tqdm\nsum(tqdm([1, 2], disable=True))"],
    "hooks of the shell": ["get_ipython().events.register('post_run_cell', lambda r: print('ran', r.success)) or None", "1", "get_ipython().events.reset_all()"],
    "a display hook of one's own": ["import sys\nold, sys.stdout = sys.stdout, sys.stderr\nprint('to error')\nsys.stdout = old", "print('to output')"],
    "settings": ["import locale, os\nos.umask(0o027) and None\nlocale.setlocale(locale.LC_ALL, 'C')", "pd.set_option('display.max_rows', 2)\npd.DataFrame({'a': range(5)})", "pd.reset_option('display.max_rows')"],
}  # fmt: skip
# What a notebook of the list has from those before it.
IMPORTED = "import matplotlib.pyplot as plt, pandas as pd\nfrom IPython.display import clear_output"
# What ends its process: the cells, and the words that are then said, none where all is well.
ENDS = {
    "os._exit": (["1", "import os; os._exit(0)", "2"], "Kernel died"),
    "a signal that kills": (["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "2"], "Kernel died"),
    "a segmentation fault": (["import ctypes; ctypes.string_at(0)", "2"], "Kernel died"),
    "sys.exit": (["import sys", "sys.exit()", "2"], ""),
    "sys.exit with a status": (["import sys; print('before'); sys.exit(3)", "2"], "SystemExit"),
    "exit in the last cell": (["1", "exit()"], ""),
    "an exception": (["1", "1 / 0", "2"], "ZeroDivisionError"),
    "parameters": (["print(name, count)"], ""),
    "threads and daemons that are left": (["import threading, time\nthreading.Thread(target=time.sleep, args=[60]).start()\nthreading.Thread(target=time.sleep, args=[60], daemon=True).start()", "'end'"], ""),
}  # fmt: skip
UNEQUAL = [
    (re.compile(r"0x[0-9a-f]+"), "0x"),
    (re.compile(r"ipykernel_\d+/\d+\.py"), "ipykernel.py"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "id"),
    (re.compile(r"(CPU times|Wall time).*"), "time"),
    (re.compile(r"Thread-\d+"), "Thread"),
    (re.compile(r"<ipython-input-\d+-[0-9a-f]+>"), "input"),
]


def made(sources: list[str], tags: list[str]) -> nbformat.NotebookNode:
    cells = [v4.new_code_cell(source, metadata={"tags": tags}) for source in sources]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def ran(folder, notebook, engine: str, **options) -> tuple[nbformat.NotebookNode, str]:
    """Run a notebook in a folder; return it as papermill has left it, and what was raised."""
    (folder / "helper.py").write_text(HELPER)
    (folder / "script.py").write_text(SCRIPT)
    nbformat.write(notebook, folder / "in.ipynb")
    options = {"engine_name": engine, "progress_bar": False, "cwd": str(folder), "execution_timeout": 120, **options}
    raised = ""
    # ipykernel does not look at descriptors where it finds pytest.
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    try:
        papermill.execute_notebook(str(folder / "in.ipynb"), str(folder / f"{engine}.ipynb"), **options)
    except Exception as error:
        raised = f"{type(error).__name__}: {error}"
    return nbformat.read(folder / f"{engine}.ipynb", 4), raised


def comparable(value):
    """Return a JSON value without what differs between any two processes."""
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, str):
        for pattern, word in UNEQUAL:
            value = pattern.sub(word, value)
    return value


def executed_by(engine: str, notebook, tmp_path_factory) -> nbformat.NotebookNode:
    """Return a notebook whose cells may fail, executed; papermill marks the first error in a cell of its own."""
    executed, _ = ran(tmp_path_factory.mktemp(engine), notebook, engine)
    executed.cells = [c for c in executed.cells if "papermill-error-cell-tag" not in c.metadata.get("tags", [])]
    assert len(executed.cells) == len(notebook.cells)
    return executed


@pytest.fixture(scope="module")
def series(tmp_path_factory) -> dict[str, list]:
    """The executed cells of all notebooks that leave their process alive, by engine."""
    notebook = made([source for sources in NOTEBOOKS.values() for source in sources], ["raises-exception"])
    found = {}
    for engine in ("forked", "nbclient"):
        found[engine] = executed_by(engine, notebook, tmp_path_factory)
    return found


def cells_of(executed, before: int, number: int) -> list[tuple]:
    return [(cell.source, cell.execution_count, comparable(cell.outputs)) for cell in executed.cells[before:][:number]]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_gives_what_it_gives_in_ipykernel(series, name, tmp_path_factory):
    number = len(NOTEBOOKS[name])
    before = sum(len(sources) for sources in list(NOTEBOOKS.values())[: list(NOTEBOOKS).index(name)])
    ours, stock = (cells_of(series[engine], before, number) for engine in ("forked", "nbclient"))
    if ours != stock:
        # What programs and threads of earlier cells print may come late in ipykernel; alone, nothing comes before it.
        alone = made([IMPORTED, *NOTEBOOKS[name]], ["raises-exception"])
        made_by = (executed_by(engine, alone, tmp_path_factory) for engine in ("forked", "nbclient"))
        ours, stock = (cells_of(executed, 1, number) for executed in made_by)
    assert ours == stock


def test_the_notebook_s_metadata_are_those_of_ipykernel(series):
    ours, stock = series["forked"].metadata, series["nbclient"].metadata
    assert ours.language_info == stock.language_info
    widgets = [sorted(found.widgets["application/vnd.jupyter.widget-state+json"]["state"].values(), key=str) for found in (ours, stock)]  # fmt: skip
    assert [w["model_name"] for w in widgets[0]] == [w["model_name"] for w in widgets[1]]


@pytest.mark.parametrize("name", ENDS)
def test_a_notebook_that_ends_its_process_says_what_papermill_says(tmp_path, name):
    sources, words = ENDS[name]
    notebook = made(sources, [])
    parameters = {"name": "a", "count": 3} if name == "parameters" else {}
    found = {}
    for engine in ("forked", "nbclient"):
        folder = tmp_path / engine
        folder.mkdir()
        executed, raised = ran(folder, notebook, engine, parameters=parameters)
        if engine == "nbclient" and name == "exit in the last cell" and "Kernel died" in raised:
            # On a slow machine ipykernel's end overtakes its last answer.
            return
        assert words in raised and bool(words) == bool(raised), raised
        # Whether the number of a cell in which the process dies arrives is ipykernel's luck.
        numbers = [cell.get("execution_count") for cell in executed.cells] if words != "Kernel died" else []
        cells = [*(comparable(cell.get("outputs")) for cell in executed.cells), *numbers]
        found[engine] = [comparable(raised), *cells]
    assert found["forked"] == found["nbclient"]


def test_a_cell_that_takes_longer_than_papermill_is_told_to_wait_is_ended(tmp_path):
    for engine in ("forked", "nbclient"):
        folder = tmp_path / engine
        folder.mkdir()
        _, raised = ran(folder, made(["import time; time.sleep(60)"], []), engine, execution_timeout=2)
        assert "CellTimeoutError" in raised


def test_papermill_s_command_knows_the_engine_and_takes_parameters(tmp_path):
    notebook = made(["name = 'nobody'", "print('I am', name)"], [])
    notebook.cells[0].metadata.tags = ["parameters"]
    nbformat.write(notebook, tmp_path / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "forked", "in.ipynb", "out.ipynb", "-p", "name", "me"]
    subprocess.run([*command, "--no-progress-bar"], cwd=tmp_path, check=True, timeout=120)
    last = nbformat.read(tmp_path / "out.ipynb", 4).cells[-1]
    assert last.outputs == [v4.new_output("stream", name="stdout", text="I am me\n")]


@pytest.mark.parametrize("name", ["bash", "nosuch"])
def test_another_kernel_than_this_python_s_is_papermill_s_affair(name):
    assert not runs(name)
    assert runs("python3")
