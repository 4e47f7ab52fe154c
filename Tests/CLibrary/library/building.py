"""Compiles and links C programs."""

import shutil
import subprocess

from . import places

WARNINGS = ["-Wall", "-Wextra", "-Werror"]


def library_folder(directory, library=places.LIBRARY):
    """A folder with the library under the names that a linker and a loader look for."""
    folder = directory / "lib"
    if not folder.exists():
        folder.mkdir()
        shutil.copy(library, folder / "libchunk.so.1")
        (folder / "libchunk.so").symlink_to("libchunk.so.1")
    return folder


def run(*command, **options):
    """Runs a command that has to succeed, and gives its output."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def program(directory, name, sources, flags=(), links=True):
    """An executable from C sources; with the library, if it is to be linked."""
    folder = library_folder(directory)
    executable = directory / name
    linking = ["-L", folder, "-lchunk", f"-Wl,-rpath,{folder}"] if links else ["-ldl"]
    run("gcc", "-std=c11", "-D_GNU_SOURCE", "-O1", "-g", *WARNINGS, "-pthread", "-I", places.HEADERS,
        "-I", places.PROGRAMS, *flags, *sources, "-o", executable, *linking)
    return executable
