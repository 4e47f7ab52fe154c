"""examples/c, built with pkg-config against the library as it is installed."""

import os
import shutil
import signal
import subprocess

from support import processes, samples

from library import building, places
from library.case import SLOW, UploadTest

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class ExampleTests(UploadTest):
    def setUp(self):
        super().setUp()
        self.prefix = self.directory / "prefix"
        self.program = self.directory / "example/upload"
        self.install()
        shutil.copytree(places.EXAMPLES, self.program.parent, ignore=shutil.ignore_patterns("upload"))
        building.run("make", "-C", self.program.parent, "CFLAGS=-O1 -Werror", "MAKEFLAGS=",
                     env=dict(os.environ, PKG_CONFIG_PATH=str(self.prefix / "lib/pkgconfig")))

    def install(self):
        """Installs the library, and something in the places of the programs."""
        tree = self.directory / "tree"
        (tree / ".build/release").mkdir(parents=True)
        (tree / ".build/libchunk").mkdir()
        for name in ("scripts", "docs", "include", "pkgconfig"):
            shutil.copytree(places.ROOT / name, tree / name)
        for name in ("README.md", "LICENSE"):
            shutil.copy(places.ROOT / name, tree)
        for name in ("chunk", "chunk-emulator"):
            shutil.copy("/bin/true", tree / ".build/release" / name)
        shutil.copy(places.LIBRARY, tree / ".build/libchunk/libchunk.so.1")
        building.run(tree / "scripts/install", env=dict(os.environ, PREFIX=str(self.prefix), DESTDIR=""))

    def start_upload(self, *arguments, **settings):
        environment = self.environment(LD_LIBRARY_PATH=self.prefix / "lib", **settings)
        return processes.start([self.program, *arguments], env=environment, cwd=self.directory, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process, status):
        out, err = process.communicate(timeout=60)
        processes.end(process)
        self.assertEqual(process.returncode, status, out + err)
        return out, err

    def run_upload(self, status, *arguments, **settings):
        return self.finish(self.start_upload(*arguments, **settings), status)

    def test_it_uploads(self):
        out, err = self.run_upload(DONE, "-n", "named.bin", "-p", 2, self.file)
        id, sha1, name = out.rstrip("\n").split("\t")
        self.assertEqual((sha1, name), (samples.sha1(self.file), "named.bin"))
        self.assertEqual(self.emulator.download_sha1(id), sha1)
        self.assertIn("100%", err)

    def test_ctrl_c_stops_it_and_the_same_command_goes_on(self):
        self.emulator.faults(SLOW | {"nth": 5})
        process = self.start_upload("-p", 2, self.file)
        # A line of progress says that parts are on the server.
        while not (line := process.stderr.readline()).startswith(" 4"):
            self.assertTrue(line, "ended before 40 %")
        process.send_signal(signal.SIGINT)
        _, err = self.finish(process, INTERRUPTED)
        self.assertIn("the same command goes on", err)
        self.emulator.faults()
        self.settle()
        _, err = self.run_upload(DONE, "-p", 2, self.file)
        self.assertIn("going on with an upload", err)
        self.assert_no_part_sent_twice()

    def test_errors_say_what_is_wrong(self):
        _, err = self.run_upload(FAILED, "-f", "987654321", self.file)
        self.assertIn("404", err)
        _, err = self.run_upload(FAILED, self.directory / "missing.bin")
        self.assertIn("missing.bin", err)
        _, err = self.run_upload(USAGE, "-p", "many", self.file)
        self.assertIn("parallel", err)
        _, err = self.run_upload(USAGE, self.file, BOX_ACCESS_TOKEN=None)
        self.assertIn("BOX_ACCESS_TOKEN", err)
        self.run_upload(USAGE)
