"""What a shell completes: the script that it takes once, and the words that it asks for at every Tab.

Words are commands, options, and the project's own: figures, series, reports, notebooks. They are read from the files as
they are, without pandas and without a check, since somebody waits for them.
"""

import argparse
import contextlib
import csv
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from cited import commands, project
from cited.commands import DONE, arguments

# Bash hands a word over in pieces around `=`. Where nothing is answered, names of files complete.
BASH = """\
_cited() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%%$'\\t'*}
        printf -v line %q "$line"
        COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]/#\\~/$HOME}" --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
}
complete -o default -F _cited cited
"""
ZSH = """\
autoload -U +X compinit && compinit
_cited() {
    local line
    local -a whole open
    for line in ${(f)"$(${~words[1]} --complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
        line=${line%%$'\\t'*}
        if [[ $line == *= ]]; then open+=("$line"); else whole+=("$line"); fi
    done
    (( $#whole + $#open )) || { _files; return }
    compadd -a whole
    compadd -S '' -a open
}
compdef _cited cited
"""
FISH = """\
function __cited_words
    set -l typed (commandline -opc) (commandline -ct)
    $typed[1] --complete $typed[2..] 2>/dev/null
end
complete -c cited -n 'test -n "$(__cited_words)"' -f -a '(__cited_words)'
"""
# What is said beside an id, in shells that show it.
BESIDE = {"figures.figure": "printed", "series.series": "title", "sources.source": "label"}
GIT_SECONDS = 5

# A word, and what it means.
Word = tuple[str, str]


def script(options: argparse.Namespace) -> int:
    """Print a script for a shell: `eval "$(cited completion)"`, or `cited completion fish | source`."""
    print({"bash": BASH, "zsh": ZSH, "fish": FISH}[options.shell], end="")
    return DONE


def answer(typed: Sequence[str]) -> int:
    """Print the words that complete the last one of a command line, one a line, each before a tab and its meaning."""
    pieces, split = _joined(typed or [""])
    head = pieces[-1].partition("=")[0] + "=" if split else ""
    # What cannot be read the command itself will name.
    known: list[Word] = []
    with contextlib.suppress(project.InputError, OSError):
        known = words(pieces)
    for word, meaning in known:
        print(f"{word.removeprefix(head)}\t{' '.join(meaning.split())}".rstrip("\t"))
    return DONE


def words(typed: Sequence[str]) -> list[Word]:
    """Return the words that can stand in the place of the last one typed, which they begin with."""
    *before, part = typed
    known = commands.every()
    if not before:
        words: Iterable[Word] = ((name, command.summary) for name, command in known.items())
    elif called := known.get(before[0]):
        words = _of_command(called, before[1:], part)
    else:
        words = ()
    return [word for word in dict.fromkeys(words) if word[0].startswith(part)]


def _joined(typed: Sequence[str]) -> tuple[list[str], bool]:
    """Return a command line with the words whole that bash has split at `=`, and whether the last one was."""
    whole: list[str] = []
    split = False
    for piece in typed:
        joins = bool(whole) and (piece == "=" or whole[-1].endswith("="))
        split = joins
        whole[-1:] = [whole[-1] + piece] if joins else [*whole[-1:], piece]
    return whole, split


def _of_command(called: commands.Command, before: Sequence[str], part: str) -> Iterable[Word]:
    options = {name: one for one in called.arguments for name in one.names if name.startswith("-")}
    valued = {name for name, one in options.items() if "action" not in one.settings}
    if "--" not in before:
        if before and before[-1] in valued:
            return _values(options[before[-1]], before)
        name, equals, _ = part.partition("=")
        if equals and name in valued:
            return ((f"{name}={word}", meaning) for word, meaning in _values(options[name], before))
        if part.startswith("-"):
            return [(name, one.settings.get("help", "")) for name, one in options.items()] + [("--help", "")]
    positional = [*_positional(before, valued)]
    places = [one for one in called.arguments if not one.names[0].startswith("-")]
    many = [one for one in places if one.settings.get("nargs") == "*"]
    place = (places[len(positional) : len(positional) + 1] or many)[:1]
    return _values(place[0], positional, part) if place else ()


def _positional(before: Sequence[str], valued: set[str]) -> Iterator[str]:
    """Yield the words of a command line that are no options and no values of options."""
    ended = len([*takewhile(lambda word: word != "--", before)])
    for place, word in enumerate(before):
        value = place and before[place - 1] in valued
        if place > ended or not (place == ended or word.startswith("-") or value):
            yield word


def _values(argument: arguments.Argument, before: Sequence[str], part: str = "") -> Iterable[Word]:
    if choices := argument.settings.get("choices"):
        return [(choice, "") for choice in choices]
    if "." in argument.words:
        return _cells(*argument.words.split("."))
    if argument.words == "parameters":
        return _parameters(before[0], part)
    own = {"commits": _commits, "drafts": _drafts, "notebooks": _notebooks, "pages": _pages, "parts": _parts}
    return own[argument.words]() if argument.words else ()


def _rows(table: str) -> Iterator[dict[str, str]]:
    data = project.root() / "data"
    for path in sorted((data / table).glob("*.csv")) or [data / f"{table}.csv"]:
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as lines:
                yield from csv.DictReader(lines)


def _cells(table: str, column: str) -> Iterator[Word]:
    beside = BESIDE.get(f"{table}.{column}", "")
    return ((row[column] or "", row.get(beside) or "") for row in _rows(table) if row.get(column))


def _drafts() -> Iterator[Word]:
    return ((row["source"], row["label"]) for row in _rows("sources") if row.get("draft"))


def _notebooks() -> Iterator[Word]:
    return ((path.stem, "") for path in project.notebooks())


def _pages() -> Iterator[Word]:
    from cited.press.reports import catalogue

    return ((f"reports/{report.path}.html", "") for report in catalogue.load())


def _parameters(notebook: str, part: str) -> Iterator[Word]:
    """Yield the parameters of a notebook; after `name=`, the values that its comment allows."""
    from cited import parameters
    from cited.press.reports import catalogue

    declared, _ = parameters.declared(catalogue.notebook(notebook), project.root() / f"notebooks/{notebook}.ipynb")
    name, equals, _ = part.partition("=")
    if not equals:
        yield from ((f"{name}=", one.comment) for name, one in declared.items())
    elif name in declared:
        yield from ((f"{name}={value or ''}", shown) for shown, value in (declared[name].options() or {}).items())


def _parts() -> list[Word]:
    from cited.commands import development

    return [(part, "") for part in development.parts()]


def _commits() -> list[Word]:
    named = subprocess.run(
        ["git", "for-each-ref", "--format=%(refname:short)\t%(subject)", "refs/heads", "refs/tags"],
        cwd=project.root(),
        capture_output=True,
        text=True,
        timeout=GIT_SECONDS,
        check=False,
    ).stdout.splitlines()
    return [("HEAD", "the last commit"), *((line.partition("\t")[0], line.partition("\t")[2]) for line in named)]
