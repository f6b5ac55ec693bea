"""The command and the package in processes of their own: pipes that close, shells that complete, locks that are held."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import REPOSITORY, limited

from cited import files
from cited.__main__ import main
from cited.press.reports import catalogue


def test_asking_for_help_imports_no_room():
    code = (
        "import sys; from cited.__main__ import main; main(['--help']);"
        "rooms = ('cited.ledger', 'cited.page', 'cited.press', 'cited.intake', 'pandas', 'typing');"
        "sys.exit(','.join(room for room in rooms if room in sys.modules) or 0)"
    )
    # Without site-packages' own start-up files, which may import anything.
    result = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [["--help"], ["reference"], ["completion", "fish"]], ids=" ".join)
def test_who_reads_only_the_beginning_of_what_is_printed_gets_no_traceback(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        result = subprocess.run(
            [sys.executable, "-u", "-m", "cited", *arguments],
            cwd=REPOSITORY,
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cited bui", ["build"]),
        ("cited build --sch", ["--scheduler"]),
        ("cited con", ["confirm"]),
        ("cited x", []),
        ("cited tie south", ["south-2021-1", "south-2021-2"]),
        ("cited report theme theme = a", ["aid"]),
        ("cited series --publisher Bank", [r"Bank\ of\ Norland"]),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_shells_complete_commands_options_and_the_project_s_own_words(shell, line, words, checked, capsys):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    main(["completion", shell])
    calls = f'{capsys.readouterr().out}\ncited() {{ "{sys.executable}" -m cited "$@"; }}\n'
    if shell == "bash":
        calls += f'COMP_WORDS=({line}); COMP_CWORD={len(line.split()) - 1}; _cited; printf "%s\\n" "${{COMPREPLY[@]}}"'
    else:
        # It takes words whole, and quotes them itself.
        line, words = line.replace(" = ", "="), [word.replace("\\", "").replace("aid", "theme=aid") for word in words]
        calls += f'words=({line}); CURRENT={len(line.split())}; _files() {{ :; }}; compadd() {{ print -l -- "${{(@P)@[-1]}}"; }}; _cited'
    result = subprocess.run(
        [shell, *(["-f"] if shell == "zsh" else []), "-c", calls],
        cwd=checked.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert [word for word in result.stdout.splitlines() if word] == words


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.parametrize(("line", "words"), [("cited bui", ["build"]), ("cited build --sch", ["--scheduler"])])
def test_fish_completes_commands_and_options(line, words, capsys, tmp_path):
    main(["completion", "fish"])
    script = f"{capsys.readouterr().out}\ncomplete -C '{line}'"
    result = subprocess.run(
        ["fish", "--no-config", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120
    )
    assert [said.split("\t")[0] for said in result.stdout.splitlines()] == words


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_takes_its_script_and_completes_cited_by_it(capsys):
    main(["completion", "zsh"])
    script = f"{capsys.readouterr().out}\nprint ${{_comps[cited]}}"
    result = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert (result.stdout.strip(), result.stderr) == ("_cited", "")


def test_two_notebooks_begun_at_once_both_have_their_entry(project):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "cited", "notebook", "--"]
    running = [
        subprocess.Popen([*command, name, "Who came?"], cwd=project.root, env=environment, stdout=subprocess.DEVNULL)
        for name in ("one", "two")
    ]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    assert {"one", "two"} <= {report.path for report in catalogue.load()}


def test_published_statistics_need_no_pandas_to_be_judged():
    code = "import sys; from cited.ledger.agreement.verdicts import select; select(); sys.exit('pandas' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=REPOSITORY, env=environment, check=False, timeout=120
        ).returncode
        == 0
    )


def test_what_killed_processes_left_is_swept_and_what_a_living_one_writes_is_not(project):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(60)
    left = project.root / "data" / files.PART.format(process=ended.pid, number=1)
    living = project.root / "data" / files.PART.format(process=os.getpid(), number=999)
    for path in (left, living):
        path.write_text("half")
    files.sweep(project.root / "data")
    assert (left.exists(), living.exists()) == (False, True)


def test_a_lock_waits_with_a_limit_and_names_who_holds_it(project, capfd):
    code = "from cited import files\nwith files.locked('data'):\n    print('held', flush=True)\n    input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=project.root,
        start_new_session=True,
    )
    with limited(holder):
        assert holder.stdout.readline() == "held\n"
    with (
        pytest.raises(OSError, match=rf"held by process {holder.pid} .* for over 0.2 seconds"),
        files.locked("data", 0.2),
    ):
        pass
    assert f"Waiting for process {holder.pid}" in capfd.readouterr().err
    holder.kill()
    holder.communicate(timeout=30)
    with files.locked("data", 0):
        assert str(os.getpid()) in files.lock_file("data").read_text()
