"""Formulas of TeX, in Markdown or shown by a cell, set as MathML without a script."""

import html
import re

# Code in Markdown: what looks like a formula, a picture or a number there is none.
CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
FORMULA = re.compile(r"(?<![\\$`\w])(\$\$)(.+?)\$\$|(?<![\\$`\w])\$(?![\s\d])([^$\n]+?)(?<!\s)\$(?!\d)", re.DOTALL)


def formula(source: str, block: bool) -> str:
    """Return a formula of TeX as MathML; what cannot be set is shown as it was written."""
    converted = mathml(source, block)
    # Its numbers are of the formula, not of a source.
    return f'<code class="formula">{converted}</code>' if converted else f"<code>{html.escape(source.strip())}</code>"


def mathml(source: str, block: bool) -> str:
    """Return a formula of TeX as MathML, nothing where it cannot be converted."""
    from latex2mathml.converter import convert

    try:
        return str(convert(source.strip(), display="block" if block else "inline"))
    except Exception:
        # The converter raises whatever its parser meets.
        return ""


def placed(source: str) -> str:
    """Return Markdown with its formulas set."""
    return FORMULA.sub(lambda match: formula(match[2] or match[3], bool(match[1])), source)


def markdown(source: str) -> str:
    """Return Markdown with formulas as HTML."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    return str(markdown2html_mistune(placed(source)))
