"""The first table: what each program takes for the same file."""

import statistics

from support.installation import NotInstalled

from .table import megabytes, ratio, seconds, text_of
from .usage import Failed

HEADER = [
    "program", "over", "wall s", "processor s", "memory MB", "wall / floor", "processor / floor"]


class Comparison:
    """Measures programs in turns, so that what else the machine does hits all of them alike."""

    def __init__(self, programs, runs):
        self._runs = runs
        self._usages = {program: [] for program in programs}
        self._remarks = {}

    def measure(self, say):
        for program in self._usages:
            try:
                program.set_up()
            except NotInstalled as error:
                self._remarks[program] = f"not installed: {error}"
        for number in range(1, self._runs + 1):
            for program in [program for program in self._usages if program not in self._remarks]:
                say(f"{program.name} over {program.scheme}, {number} of {self._runs}")
                try:
                    self._usages[program].append(program.measure())
                except Failed as error:
                    self._remarks[program] = f"failed: {error}"

    @property
    def is_good(self):
        return not self._remarks

    def text(self, floors):
        """The table; `floors` are the programs by whose figures those of their scheme are divided."""
        base = {floor.scheme: floor for floor in floors if floor not in self._remarks}
        return text_of(HEADER, [self._row(program, base.get(program.scheme)) for program in self._usages])

    def _row(self, program, floor):
        if program in self._remarks:
            return [program.name, program.scheme, self._remarks[program]]
        wall, cpu, memory = self._medians(program)
        row = [program.name, program.scheme, seconds(wall), seconds(cpu), megabytes(memory)]
        if floor is None:
            return [*row, "-", "-"]
        floor_wall, floor_cpu, _ = self._medians(floor)
        return [*row, ratio(wall, floor_wall), ratio(cpu, floor_cpu)]

    def _medians(self, program):
        usages = self._usages[program]
        return (
            statistics.median(usage.wall for usage in usages),
            statistics.median(usage.cpu for usage in usages),
            statistics.median(usage.memory for usage in usages))
