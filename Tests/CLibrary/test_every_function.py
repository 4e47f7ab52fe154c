"""A program that calls each function as it is meant."""

from library import building, places
from library.case import UploadTest


class EveryFunctionTests(UploadTest):
    def test_each_is_called(self):
        program = self.build("every_function")
        undefined = building.run("nm", "-D", "--undefined-only", program).split()
        self.assertEqual(sorted(set(undefined) & set(places.SYMBOLS.read_text().split())),
                         places.SYMBOLS.read_text().split())
        self.execute([program, self.file])
