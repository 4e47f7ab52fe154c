"""The wheel: made, installed in an empty environment, and used."""

import os
import pathlib
import subprocess
import sys

from helpers.case import BindingTest
from support import samples
from support.processes import ROOT


class Wheel(BindingTest):
    def test_wheel_needs_nothing_of_the_system(self):
        subprocess.run([ROOT / "scripts/wheel"], check=True, stdout=subprocess.PIPE)
        (wheel,) = (ROOT / ".build/wheel").glob("*.whl")
        self.assertRegex(wheel.name, r"^libchunk-0\.1\.0-py3-none-manylinux_\d+_\d+_\w+\.whl$")
        environment = self.directory / "environment"
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run(
            [environment / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", wheel],
            check=True)
        path = self.sample()
        programs = pathlib.Path(__file__).with_name("programs")
        digest, package, *libraries = self.run_program(
            "installed.py", path, python=environment / "bin/python", PYTHONPATH=programs,
            LIBCHUNK_LIBRARY="").split()
        self.assertEqual(digest, samples.sha1(path))
        self.assertTrue(package.startswith(str(environment)), package)
        site = os.path.dirname(os.path.dirname(package))
        self.assertGreaterEqual(len(libraries), 4)
        self.assertEqual([one for one in libraries if not one.startswith(site)], [])
