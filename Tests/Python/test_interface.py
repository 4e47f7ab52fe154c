"""What the package says of the C library, compared with the header and with the library itself."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

import libchunk
from libchunk import _certificates, _library, options
from support.processes import ROOT

HEADER = (ROOT / "include/chunk.h").read_text()
# The order matters: the first that is found in a parameter's type is what it is.
TYPES = [
    (r"chunk_(error|event) \*\*", "o"), (r"chunk_read_function", "r"), (r"chunk_\w+_function", "h"), (r"char \*", "t"),
    (r"\*", "h"), (r"int32_t", "i"), (r"int64_t", "l"), (r"size_t", "z"), (r"int\b", "d"), (r"void", "v"),
]


def declarations():
    """Each function of the header: what it returns and takes, in the letters that the package has for types."""
    text = re.sub(r"/\*.*?\*/", "", HEADER, flags=re.S)
    for returned, name, taken in re.findall(r"([\w ]+[ *]+)(chunk_\w+)\(([^()]*)\);", text):
        parameters = [one for one in taken.split(",") if one.strip() != "void"]
        yield name, "".join(letter(one) for one in [returned, *parameters])


def letter(declared):
    return next(found for pattern, found in TYPES if re.search(pattern, declared))


class Interface(unittest.TestCase):
    def test_functions_are_those_of_the_header(self):
        declared = dict(declarations())
        self.assertGreater(len(declared), 80)
        used = _library.FUNCTIONS
        self.assertEqual(used, {name: declared.get(name) for name in used})

    def test_every_operation_can_be_started(self):
        started = {name for name, _ in declarations() if name.startswith("chunk_start_")}
        self.assertEqual(len(started), 16)
        self.assertEqual(started, {name for name in _library.FUNCTIONS if name.startswith("chunk_start_")})

    def test_constants_are_those_of_the_header(self):
        defined = dict(re.findall(r"#define CHUNK_(\w+) (\d+)", HEADER))
        for name in ("OVER", "EVENT", "TIMED_OUT", "INTERRUPTED", "FORKED", "MISUSED", "KEEP", "ABORT", "ABI_VERSION"):
            self.assertEqual(getattr(_library, name), int(defined[name]), name)

    def test_versions_agree(self):
        (version,) = re.findall(r'#define CHUNK_VERSION "(.*)"', HEADER)
        project = (ROOT / "bindings/python/pyproject.toml").read_text()
        self.assertIn(f'version = "{version}"', project)
        self.assertEqual(libchunk.version(), version)
        self.assertIn(version, libchunk.build_information())

    def test_options_are_those_of_the_library(self):
        scopes = {"client": set(), "call": set()}
        for name, (_, scope) in options._table().items():
            scopes[scope].add(name)
        call = set(options.CallOptions.__annotations__)
        client = set(options.ClientOptions.__annotations__) - call
        self.assertEqual(call, scopes["call"])
        self.assertEqual(client | {"access_token", "base_url", "upload_url"}, scopes["client"])


class Loading(unittest.TestCase):
    def load(self, named, before="pass"):
        """What a program says that names a library."""
        environment = {**os.environ, "LIBCHUNK_LIBRARY": named, "PYTHONPATH": str(ROOT / "bindings/python/src")}
        done = subprocess.run(
            [sys.executable, "-c", f"import libchunk; {before}; libchunk.version()"], env=environment, text=True,
            stderr=subprocess.PIPE)
        return done.stderr.splitlines()[-1] if done.returncode else "loaded"

    def test_other_abi_version(self):
        said = self.load(os.environ["LIBCHUNK_LIBRARY"], before="libchunk._library.ABI_VERSION = 99")
        self.assertRegex(said, "LibraryNotLoaded: .* ABI version 1 .* needs 99")

    def test_library_that_is_not_there(self):
        said = self.load("/nowhere/libchunk.so.1")
        self.assertTrue(said.startswith("libchunk._library.LibraryNotLoaded: libchunk.so.1 cannot be loaded"), said)
        self.assertIn("/nowhere/libchunk.so.1", said)

    def test_library_that_is_another(self):
        self.assertIn("is no libchunk", self.load("libc.so.6"))

    def test_library_that_is_named(self):
        self.assertEqual(self.load(os.environ["LIBCHUNK_LIBRARY"]), "loaded")


class Certificates(unittest.TestCase):
    def test_where_debian_has_them(self):
        self.assertIsNone(_certificates.elsewhere(lambda path: True))

    def test_where_others_have_them(self):
        redhat = "/etc/pki/tls/certs/ca-bundle.crt"
        self.assertEqual(_certificates.elsewhere(lambda path: path == redhat), redhat)

    def test_nowhere(self):
        self.assertIsNone(_certificates.elsewhere(lambda path: False))


class Typing(unittest.TestCase):
    def test_package_is_marked_as_typed(self):
        self.assertTrue(pathlib.Path(libchunk.__file__).with_name("py.typed").exists())

    def test_everything_public_is_there(self):
        self.assertEqual([name for name in libchunk.__all__ if not hasattr(libchunk, name)], [])
