"""What of stylesheet and scripts a page carries."""

from pathlib import Path

from conftest import each_case

from cited import stylesheets
from cited.press.publish import assets, shorten

CSS = ":root{--used:#fff;--idle:#000}.a,.b p{color:var(--used)}.c{x:y}@media print{.c{x:y}}.d:not(.e,.f) th{x:y}"


def test_a_page_keeps_the_selectors_of_its_elements_and_classes_and_the_variables_in_use():
    assert stylesheets.used(CSS, '<p class="b">c a</p>') == ":root{--used:#fff;}.b p{color:var(--used)}"
    assert stylesheets.used(CSS, "", 'get("--idle"); make("c")').startswith(":root{--idle:#000}")
    assert stylesheets.used(CSS, '<th class="d">').endswith(".d:not(.e,.f) th{x:y}"), (
        "what it must not be is not needed"
    )
    either = "p:has(+ .a,+ .b){x:y}"
    assert stylesheets.used(either, '<p class="b">') == either, "of a list one is enough"


def test_a_variable_has_a_short_name_unless_the_page_or_a_script_names_it():
    css = ":root{--ink:#000;--paper:#fff;--warn:red}p{color:var(--ink);background:var(--paper)}b{color:var(--warn)}"
    short = stylesheets.shortened(css, "<style>#own-1-1{--a:1;color:var(--warn)}</style>", 'get("--paper")')
    assert (
        short == ":root{--b:#000;--paper:#fff;--warn:red}p{color:var(--b);background:var(--paper)}b{color:var(--warn)}"
    )


@each_case("path", sorted(shorten.TEMPLATE.glob("*.js")))
def test_the_short_form_of_a_script_is_of_today(path: Path):
    short = (shorten.SHORT / path.name).read_text(encoding="utf-8")
    assert short.startswith(shorten.stamp(path)), f"{path.name} was changed; run `make scripts`"


def test_a_page_s_scripts_are_one_function_without_the_digests():
    code = assets.script("cards.js", "tables.js")
    assert code.startswith("(()=>{")
    assert "// cards.js" not in code


@each_case(
    ("body", "carried"),
    [
        ('<section class="table">', []),
        ('<section class="table lines brief">', ["toggle"]),
        ('<figure class="chart"><div class="rows">', []),
        ('<figure class="chart"><div class="plot several">', ["cross"]),
    ],
)
def test_a_page_carries_the_scripts_of_long_tables_and_of_points_only_where_it_has_them(body: str, carried: list[str]):
    script = str(assets.assets(body, body)["script"])
    assert [name for name in ("toggle", "cross") if f'class:"{name}"' in script] == carried
