"""Where the library, its header and the test programs are."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
LIBRARY = pathlib.Path(os.environ.get("LIBCHUNK") or ROOT / ".build/libchunk/libchunk.so.1").absolute()
# The same with the names of its functions, for reports of valgrind; the build keeps it beside the library.
UNSTRIPPED = LIBRARY.with_name(LIBRARY.name + ".unstripped")
HEADERS = ROOT / "include"
HEADER = HEADERS / "chunk.h"
SYMBOLS = ROOT / "include/libchunk.symbols"
PROGRAMS = ROOT / "Tests/CLibrary/programs"
EXAMPLES = ROOT / "examples/c"
