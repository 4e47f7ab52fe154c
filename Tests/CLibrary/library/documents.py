"""What docs/c-api.md and the manual page say."""

import re

from . import places

GUIDE = places.ROOT / "docs/c-api.md"
MANUAL = places.ROOT / "docs/man/libchunk.3"


def programs():
    """The programs of the guide, as they stand there."""
    return re.findall(r"^```c\n(.*?)^```$", GUIDE.read_text(), flags=re.MULTILINE | re.DOTALL)


def section(title):
    """The text below a heading of the guide."""
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", GUIDE.read_text(), flags=re.MULTILINE | re.DOTALL)[1]


def rows(title):
    """The cells of the table below a heading, without those above the line and without back quotes."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def manual():
    """The manual page without the backslashes before its dashes."""
    return MANUAL.read_text().replace(r"\-", "-")
