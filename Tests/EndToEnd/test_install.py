"""What 'make install' puts where, with programs that are not built for it."""

import os
import re
import shutil
import subprocess

from support import processes
from support.case import ProgramTest


class InstallTests(ProgramTest):
    def install(self, *library):
        """Installs from a tree with these as the C library's files; gives where it went to, below /usr."""
        tree = self.directory / "tree"
        (tree / ".build/release").mkdir(parents=True)
        for name in ("scripts", "docs", "include", "pkgconfig"):
            shutil.copytree(processes.ROOT / name, tree / name)
        for name in ("README.md", "LICENSE"):
            shutil.copy(processes.ROOT / name, tree)
        for name in ("chunk", "chunk-emulator"):
            shutil.copy("/bin/true", tree / ".build/release" / name)
        for name in library:
            (tree / ".build/libchunk").mkdir()
            shutil.copy("/bin/true", tree / ".build/libchunk" / name)
        installed = subprocess.run(
            [tree / "scripts/install"], env=dict(os.environ, DESTDIR=self.directory / "root", PREFIX="/usr"),
            capture_output=True, text=True)
        self.assertEqual(installed.returncode, 0, installed.stderr)
        return self.directory / "root/usr"

    def test_the_links_of_the_documents_lead_somewhere(self):
        documents = self.install() / "share/doc/libchunk"
        links = re.findall(r"\]\((?!http)([^)#]+)\)", (documents / "README.md").read_text())
        self.assertIn("LICENSE", links)
        for link in links:
            self.assertTrue((documents / link).is_file(), link)

    def test_without_the_c_library_nothing_of_it_is_installed(self):
        root = self.install()
        self.assertTrue((root / "bin/chunk").is_file())
        self.assertEqual([path for path in root.rglob("*") if path.name.startswith(("libchunk.", "chunk.h"))], [])

    def test_the_c_library_and_what_belongs_to_it(self):
        root = self.install("libchunk.so.1")
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
