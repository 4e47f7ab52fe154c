"""Every function with arguments that are wrong: an error, and never a crash."""

from library import building, header, misuse, places
from library.case import UploadTest


class MisuseTests(UploadTest):
    def test_every_function_with_every_wrong_argument(self):
        source, names = misuse.program()
        # The three about the version take nothing that could be wrong, and neither do these two.
        harmless = {"chunk_version", "chunk_abi_version", "chunk_build_information", "chunk_option_count",
                    "chunk_options_new"}
        self.assertEqual({function.name for function in header.functions()} - set(names), harmless)
        cases = self.directory / "cases.c"
        cases.write_text(source)
        folder = places.PROGRAMS / "misuse"
        # Some of the values make compilers suspicious, and rightly so.
        program = building.program(
            self.directory, "misuse", [*folder.glob("*.c"), cases], ["-I", folder, "-O0", "-Wno-nonnull"])
        self.execute([program, self.file], timeout=300)

    def test_two_threads_with_the_same_handles(self):
        self.upload("same_handles")
