"""The works that notes cite, as readers see them."""

from conftest import each_case

from cited.page.tracing.cited_works import in_full, quoted, reference, speaker

FIRST = {
    "work": "a-note-1",
    "author": "Ann Bly",
    "title": "Why?",
    "publisher": "Press",
    "date": "2020-03",
    "repeats": "",
}
AGAIN = {"work": "a-note-2", "author": "", "title": "Ibid.", "publisher": "", "date": "", "repeats": "a-note-1"}
OTHER = {**FIRST, "work": "a-note-3", "title": "Why not", "repeats": "a-note-1"}
BARE = {**AGAIN, "title": "Is it?", "repeats": "", "remark": ""}


def test_a_note_that_says_only_ibid_is_shown_with_the_work_it_means():
    assert in_full([FIRST, AGAIN, OTHER]) == [
        FIRST,
        {**AGAIN, **{name: FIRST[name] for name in FIRST if name not in ("work", "repeats")}},
        OTHER,
    ]
    assert reference("2", in_full([FIRST, AGAIN])[1:]) == "Note 2: Ann Bly, <i>Why?</i>, Press, March 2020."


@each_case(
    ("works", "said"),
    [
        ([], "Note 1."),
        ([AGAIN], "Note 1: <i>Ibid.</i>"),
        ([BARE], "Note 1: <i>Is it?</i>"),
        ([{**BARE, "title": "", "remark": "cites no work"}], "Note 1 cites no work."),
        ([FIRST, BARE], "Note 1: Ann Bly, <i>Why?</i>, Press, March 2020; <i>Is it?</i>"),
    ],
)
def test_a_note_ends_with_one_stop(works, said):
    assert reference("1", works) == said


DATED = {**FIRST, "translation": ""}


@each_case(
    ("works", "stated", "remark", "work", "name"),
    [
        ([DATED], "2020-03", "", DATED, "Ann Bly"),
        ([{**DATED, "author": ""}], "2020-03", "", {**DATED, "author": ""}, "Press"),
        ([DATED], "2020", "", None, ""),
        ([DATED], "", "", None, ""),
        ([DATED, {**DATED, "author": "Cy"}], "2020-03", "", None, ""),
        ([DATED, {**DATED, "title": "No 12", "author": "Cy"}], "2020-03", "", {**DATED, "title": "No 12", "author": "Cy"}, "Cy"),
        ([], "2020-03", "Words of Ada North: a guess.", None, "Ada North"),
    ],
)  # fmt: skip
def test_a_figure_is_said_by_the_one_work_of_its_date_or_by_whom_its_remark_names(works, stated, remark, work, name):
    figure = {"works": works, "stated": stated, "remark": remark, "printed": "12"}
    assert (quoted(figure), speaker(figure)) == (work, name)
