"""A program that calls each function as it is meant."""

from library import building, places
from library.case import UploadTest


class EveryFunctionTests(UploadTest):
    def test_each_is_called(self):
        program = self.build("every_function")
        undefined = building.run("nm", "-D", "--undefined-only", program).split()
        called = {name.split("@")[0] for name in undefined}
        self.assertEqual(set(places.SYMBOLS.read_text().split()) - called, set())
        self.execute([program, self.file])
