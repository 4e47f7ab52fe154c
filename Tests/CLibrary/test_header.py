"""The header alone."""

from support.case import ProgramTest

from library import building, header, places


class HeaderTests(ProgramTest):
    def compile(self, compiler, standard, language):
        source = self.directory / f"alone.{language}"
        # Twice, as two headers of somebody's might include it.
        source.write_text('#include "chunk.h"\n#include "chunk.h"\nint main(void) { return CHUNK_OVER; }\n')
        building.run(compiler, f"-std={standard}", "-pedantic", *building.WARNINGS, "-I", places.HEADERS,
                     "-fsyntax-only", source)

    def test_it_compiles_alone(self):
        compilers = [("gcc", "g++"), ("clang", "clang++")]
        for c, cpp in compilers:
            for compiler, standard, language in ((c, "c89", "c"), (c, "c11", "c"), (cpp, "c++17", "cpp")):
                with self.subTest(compiler=compiler, standard=standard):
                    self.compile(compiler, standard, language)

    def test_its_functions_are_those_of_the_list(self):
        declared = sorted(function.name for function in header.functions())
        self.assertEqual(declared, places.SYMBOLS.read_text().split())
        # The count is written here so that a parser that overlooks functions is found.
        self.assertEqual(len(declared), header.without_comments(header.text()).count(");") - self.typedefs())

    def typedefs(self):
        return header.without_comments(header.text()).count("typedef int32_t (*") + \
            header.without_comments(header.text()).count("typedef int64_t (*")

    def test_only_our_names_are_declared(self):
        for function in header.functions():
            self.assertTrue(function.name.startswith("chunk_") or function.name == "upload_big_file", function)
