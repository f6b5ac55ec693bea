"""The grammar: how a line, a table or a whole document is read into quantities."""
