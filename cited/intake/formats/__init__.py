"""Documents of every format as lines of text: plain text, Markdown, HTML, PDF and office files."""
