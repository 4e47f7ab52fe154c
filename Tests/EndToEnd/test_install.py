"""What 'make install' puts where, with programs that are not built for it."""

import os
import re
import shutil
import subprocess

from support import processes
from support.case import ProgramTest


class InstallTests(ProgramTest):
    def test_the_links_of_the_documents_lead_somewhere(self):
        tree = self.directory / "tree"
        (tree / ".build/release").mkdir(parents=True)
        for name in ("scripts", "docs"):
            shutil.copytree(processes.ROOT / name, tree / name)
        for name in ("README.md", "LICENSE"):
            shutil.copy(processes.ROOT / name, tree)
        for name in ("chunk", "chunk-emulator"):
            shutil.copy("/bin/true", tree / ".build/release" / name)
        installed = subprocess.run(
            [tree / "scripts/install"], env=dict(os.environ, DESTDIR=self.directory / "root", PREFIX="/usr"),
            capture_output=True, text=True)
        self.assertEqual(installed.returncode, 0, installed.stderr)
        documents = self.directory / "root/usr/share/doc/libchunk"
        links = re.findall(r"\]\((?!http)([^)#]+)\)", (documents / "README.md").read_text())
        self.assertIn("LICENSE", links)
        for link in links:
            self.assertTrue((documents / link).is_file(), link)
