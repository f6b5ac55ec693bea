"""The works that notes cite, as readers see them."""

from conftest import each_case

from cited.page.tracing.cited_works import in_full, reference

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
