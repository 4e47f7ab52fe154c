"""What 'make install' puts where, with programs that are not built for it."""

import os
import re
import shutil
import subprocess

from support import processes
from support.case import ProgramTest


class InstallTests(ProgramTest):
    def install(self, *arguments, has_programs=True, has_library=False, more=()):
        """Installs from a tree in which these were built; gives where it went to, below /usr."""
        tree = self.directory / "tree"
        (tree / ".build/release").mkdir(parents=True)
        for name in ("scripts", "docs", "include", "pkgconfig"):
            shutil.copytree(processes.ROOT / name, tree / name)
        for name in ("README.md", "LICENSE"):
            shutil.copy(processes.ROOT / name, tree)
        for name in ("chunk", "chunk-emulator", *more) if has_programs else ():
            shutil.copy("/bin/true", tree / ".build/release" / name)
        if has_library:
            (tree / ".build/libchunk").mkdir()
            shutil.copy("/bin/true", tree / ".build/libchunk/libchunk.so.1")
        installed = subprocess.run(
            [tree / "scripts/install", *arguments], env=dict(os.environ, DESTDIR=self.directory / "root", PREFIX="/usr"),
            capture_output=True, text=True)
        self.assertEqual(installed.returncode, 0, installed.stderr)
        return self.directory / "root/usr"

    def names(self, root):
        return {path.name for path in root.rglob("*") if not path.is_dir()}

    def test_the_links_of_the_documents_lead_somewhere(self):
        documents = self.install() / "share/doc/libchunk"
        links = re.findall(r"\]\((?!http)([^)#]+)\)", (documents / "README.md").read_text())
        self.assertIn("LICENSE", links)
        for link in links:
            self.assertTrue((documents / link).is_file(), link)

    def test_without_the_c_library_nothing_of_it_is_installed(self):
        root = self.install()
        self.assertTrue((root / "bin/chunk").is_file())
        self.assertEqual([name for name in self.names(root) if name.startswith(("libchunk.", "chunk.h"))], [])

    def test_the_program_with_the_other_transport_stands_aside(self):
        root = self.install(more=["chunk-urlsession"])
        self.assertTrue(os.access(root / "libexec/chunk-urlsession", os.X_OK))
        self.assertEqual({path.name for path in (root / "bin").iterdir()}, {"chunk", "chunk-emulator"})

    def test_without_it_nothing_of_it_is_installed(self):
        self.assertFalse((self.install() / "libexec").exists())

    def test_the_c_library_alone(self):
        names = self.names(self.install("library", has_programs=False, has_library=True))
        self.assertLess({"libchunk.so", "chunk.h", "libchunk.pc", "libchunk.3", "c-api.md"}, names)
        self.assertEqual({name for name in names if name.startswith(("chunk.1", "_chunk", "chunk-emu"))}, set())

    def test_nothing_is_installed_if_something_is_missing(self):
        with self.assertRaisesRegex(AssertionError, "libchunk.so.1; nothing was installed"):
            self.install("library")
        self.assertFalse((self.directory / "root").exists())

    def test_the_c_library_and_what_belongs_to_it(self):
        root = self.install(has_library=True)
        version = re.search(r'CHUNK_VERSION "(.*)"', (root / "include/chunk.h").read_text())[1]
        self.assertEqual(os.readlink(root / "lib/libchunk.so"), "libchunk.so.1")
        self.assertEqual(os.readlink(root / "lib/libchunk.so.1"), f"libchunk.so.1.{version}")
        self.assertFalse((root / "lib" / f"libchunk.so.1.{version}").is_symlink())
        self.assertTrue((root / "share/man/man3/libchunk.3").is_file())
        # The prefix, and not where it is put for now.
        described = (root / "lib/pkgconfig/libchunk.pc").read_text()
        self.assertIn("prefix=/usr\n", described)
        self.assertIn(f"Version: {version}\n", described)
        self.assertNotIn("@", described)
