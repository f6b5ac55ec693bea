"""Files of docs/ that the catalogue lists are pages of the site, whatever the project is about."""

PAGES = "pages:\n  - {path: help/guide, file: docs/guide.md}\n  - {path: words, file: docs/words.md}\n\nreports:\n"


def test_markdown_is_published_linked_from_the_index_and_rebuilt_only_when_it_changes(built):

    guide = "# A guide\n\nSee [words](words.md#terms), [more](more.md).\n\n## How?\n\n    print(1)\n"
    built.write("docs/guide.md", guide)
    built.write("docs/words.md", "# Words\n\n## Terms\n\nNone.\n")
    built.change("reports/catalogue.yml", "reports:\n", PAGES)
    first = built.cited("build")
    assert first.returncode == 0, first.stderr
    path = built.root / "reports/help/guide.html"
    page, index = path.read_text(), (built.root / "reports/index.html").read_text()
    assert '<a href="help/guide.html">A guide</a>, <a href="words.html">Words</a>' in index
    assert '<a href="../words.html#terms">words</a>, more.' in page and '<a href="#how">' in page
    assert "<script" not in page and "print(1)" in page
    assert built.cited("build").stdout.startswith("Nothing changed")
    kept = path.stat().st_mtime_ns
    built.change("docs/words.md", "None.", "One.")
    again = built.cited("build")
    assert (again.returncode, "[1/" in again.stdout, path.stat().st_mtime_ns) == (0, False, kept)
    assert "<p>One.</p>" in (built.root / "reports/words.html").read_text()
    built.change("reports/catalogue.yml", PAGES, "reports:\n")
    assert built.cited("build").returncode == 0
    assert not path.exists() and not path.parent.exists()


def test_pages_that_cannot_be_published_are_named(built):

    built.write("docs/guide.md", "# A guide\n\nThere are 12.\n")
    entries = "pages:\n  - {path: guide, file: docs/guid.md}\n  - {path: Guide, file: docs/guide.md}\n"
    built.change("reports/catalogue.yml", "reports:\n", f"{entries}  - {{path: reserves}}\n\nreports:\n")
    said = built.cited("build").stderr
    assert "page 1: file 'docs/guid.md'; expected a Markdown file of docs/; did you mean “docs/guide.md”?" in said
    assert "path 'Guide'; expected lower-case words" in said
    assert "page 3: {'path': 'reserves'}; expected a mapping with path and file" in said
    built.change(
        "reports/catalogue.yml", f"{entries}  - {{path: reserves}}\n", "pages: [{path: g, file: docs/guide.md}]\n"
    )
    run = built.cited("build")
    assert (run.returncode, "reports/g.html: 'There are 12.' leads to no source" in run.stderr) == (2, True)


def test_a_picture_of_such_a_page_is_part_of_it_and_a_missing_one_is_named(built):
    built.write("docs/a.png", "old")
    built.write("docs/guide.md", "# A guide\n\n![a](a.png)\n")
    built.change("reports/catalogue.yml", "reports:\n", "pages: [{path: guide, file: docs/guide.md}]\n\nreports:\n")
    pages = []
    for content in ("old", "new"):
        built.write("docs/a.png", content)
        assert built.cited("build").returncode == 0
        pages.append((built.root / "reports/guide.html").read_text())
    assert [
        f'src="data:image/png;base64,{code}"' in page for code, page in zip(["b2xk", "bmV3"], pages, strict=True)
    ] == [True, True]
    (built.root / "docs/a.png").unlink()
    run = built.cited("build")
    assert (run.returncode, "docs/guide.md, line 3: the picture a.png: No such file" in run.stderr) == (2, True)
