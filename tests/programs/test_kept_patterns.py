"""The package's regular expressions are compiled once, and kept for the commands after that."""

import marshal
import subprocess
import sys
import zlib

RUN = """
import pathlib, re, sys
from cited import kept_patterns, private
sys.dont_write_bytecode = False
kept_patterns._path = lambda: pathlib.Path(sys.argv[1])
kept_patterns._WORTH = 1
made, parts = [], private.compiled_parts
private.compiled_parts = lambda *pattern: made.append(pattern[0]) or parts(*pattern)
kept_patterns.keep()
exec(sys.argv[2], {"re": re, "__name__": sys.argv[3]})
print(len(made))
"""
PATTERNS = r"""
one = re.compile(r"(?P<number>\d+)(?:\s(?P<noun>[a-zäöü]{2,}))?|(?<!x)é", re.IGNORECASE)
print(one.pattern, one.flags, one.groups, dict(one.groupindex), *(match.span("noun") for match in one.finditer("7 Öfen, É")))
print(re.findall("(?i)a|b", "ABC"), re.sub(r"\s+", "_", "a  b"))
"""


def said(path, name="cited.any"):
    """What the patterns find, and how many had to be compiled, in a process of its own."""
    command = [sys.executable, "-c", RUN, str(path), PATTERNS, name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    *found, compiled = done.stdout.splitlines()
    return found, int(compiled)


def test_a_pattern_that_a_command_has_compiled_is_taken_by_the_next_and_finds_the_same(tmp_path):
    plain = said(tmp_path / "plain", "other")
    assert plain[1] == 0 and not (tmp_path / "plain").exists()
    assert said(tmp_path / "kept") == (plain[0], 3)
    assert said(tmp_path / "kept") == (plain[0], 0)


def test_kept_patterns_that_are_damaged_or_of_another_python_are_made_anew(tmp_path):
    path = tmp_path / "kept"
    found, _ = said(path)
    whole = path.read_bytes()
    other = marshal.dumps(("3.0", marshal.loads(whole[4:])[1]))
    other = zlib.crc32(other).to_bytes(4, "big") + other
    for damaged in (b"", whole[:-1], whole[:4] + bytes([whole[4] ^ 1]) + whole[5:], other):
        path.write_bytes(damaged)
        assert (said(path), said(path)) == ((found, 3), (found, 0))


def test_whatever_else_compiles_a_pattern_does_so_as_before():
    code = (
        "import cited.intake, pickle, re\n"
        "print(pickle.loads(pickle.dumps(re.compile('a+'))).pattern, re.compile(b'b').pattern)\n"
        "print(re.Scanner([(r'[a-z]+', lambda scanner, word: word), (' ', None)]).scan('to be')[0])\n"
        "try: re.compile('(')\n"
        "except re.error as error: print(error.msg)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == ["a+ b'b'", "['to', 'be']", "missing ), unterminated subpattern"]


def test_patterns_are_compiled_where_none_can_be_kept(tmp_path):
    (tmp_path / "file").touch()
    assert said(tmp_path / "file" / "kept") == said(tmp_path / "file" / "kept")
