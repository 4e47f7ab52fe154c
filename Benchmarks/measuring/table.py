"""Tables in Markdown, which read well on a terminal too."""


def text_of(header, rows):
    """A table; columns after the first two are numbers, and a row may end early with a remark."""
    widths = [len(title) for title in header]
    for row in rows:
        cells = row if len(row) == len(header) else row[:-1]  # a remark makes no column wider
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], len(cell))
    lines = [_line(header, widths), "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
    lines += [_line(row, widths) for row in rows]
    return "\n".join(lines)


def _line(row, widths):
    cells = [
        cell.ljust(width) if column < 2 or len(row) < len(widths) else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths))
    ]
    if len(row) < len(widths):
        cells[-1] = row[-1]
    return "| " + " | ".join(cells) + " |"


def seconds(value):
    return f"{value:.2f}"


def ratio(value, base):
    return f"{value / base:.2f}"


def megabytes(count):
    return f"{count / 1e6:.0f}"
