"""Bad input ends with status 2 and a message that names it; nothing is built and nothing is lost."""

import pytest
from bad_inputs import ALL

from cited import __main__ as command


@pytest.mark.parametrize("bad", ALL, ids=[bad.name for bad in ALL])
def test_bad_input_is_named_and_changes_nothing(bad, project, capsys):
    bad.change(project)
    before = sorted(path for path in project.root.rglob("*") if ".build" not in path.parts)
    try:
        status = command.main(list(bad.command))
    except SystemExit as error:
        status = error.code
    said = capsys.readouterr()
    assert status == 2, said.out + said.err
    assert "Traceback" not in said.err
    for part in bad.message:
        assert part in said.err, said.err
    assert sorted(path for path in project.root.rglob("*") if ".build" not in path.parts) == before


def test_there_are_at_least_sixty_kinds_of_bad_input():
    assert len({bad.name for bad in ALL}) == len(ALL) >= 60
