"""placeholder"""


def read_tables(lines, comma):
    return {}
