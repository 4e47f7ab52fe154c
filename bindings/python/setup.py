"""The wheel's name: with the library inside it is for one platform, and for every Python 3 of it."""

import pathlib

from setuptools import setup
from setuptools.dist import Distribution

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # before setuptools 70.1
    from wheel.bdist_wheel import bdist_wheel

HAS_LIBRARY = pathlib.Path(__file__).with_name("src").joinpath("libchunk/libchunk.so.1").exists()


class PlatformDistribution(Distribution):
    def has_ext_modules(self):
        return HAS_LIBRARY


class PlatformWheel(bdist_wheel):
    def get_tag(self):
        _, _, platform = super().get_tag()
        return "py3", "none", platform


setup(distclass=PlatformDistribution, cmdclass={"bdist_wheel": PlatformWheel})
