"""What chunk.h declares."""

import dataclasses
import re

from . import places


@dataclasses.dataclass(frozen=True)
class Parameter:
    type: str  # such as "const char *", without a name
    name: str


@dataclasses.dataclass(frozen=True)
class Function:
    name: str
    result: str
    parameters: tuple


def text():
    return places.HEADER.read_text()


def without_comments(source):
    return re.sub(r"/\*.*?\*/", " ", source, flags=re.DOTALL)


def functions():
    """The functions, in the header's order."""
    source = re.sub(r"^\s*#.*$", "", without_comments(text()), flags=re.MULTILINE)
    source = re.sub(r'extern "C" \{', "", source)
    found = []
    for statement in source.split(";"):
        statement = " ".join(statement.split())
        if "(" not in statement or statement.startswith("typedef"):
            continue
        match = re.fullmatch(r"(.*?)(\w+)\((.*)\)", statement)
        if not match:
            raise ValueError(f"not a declaration: {statement}")
        result, name, parameters = match.groups()
        found.append(Function(name, result.strip(), tuple(_parameters(parameters))))
    return found


def _parameters(text):
    if text == "void":
        return
    for parameter in text.split(","):
        type, name = re.fullmatch(r"(.*?)(\w+)", parameter.strip()).groups()
        yield Parameter(type.strip(), name)


def handle_types():
    """The types of handles, such as "chunk_client"."""
    return re.findall(r"typedef struct (\w+) \1;", text())


def frees():
    """What frees a handle of each type."""
    return {type: f"{type}_free" for type in handle_types()}
