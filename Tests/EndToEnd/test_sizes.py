"""The sizes at which an upload could go wrong, and what one may cost in memory."""

from support import samples
from support.case import ProgramTest, ServerTest

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30
HUGE_SHA1 = "6f194abee6bfff53e550d603bf1ae52fcb6e3679"


class SizeTests(ServerTest):
    def arrives(self, path, parts):
        run = self.succeed("upload", path, "--json")
        self.assertEqual(run.file["size"], path.stat().st_size)
        self.assertEqual(run.file["sha1"], samples.sha1(path))
        self.assertEqual(self.emulator.download_sha1(run.file["id"]), run.file["sha1"])
        self.assertEqual(len(run.named("part")), parts)
        return run

    def test_the_smallest_file(self):
        self.arrives(self.sample(size=20_000_000), parts=3)

    def test_an_exact_multiple_of_the_part_size(self):
        self.arrives(self.sample(size=3 * samples.PART), parts=3)

    def test_one_byte_over_a_multiple(self):
        self.arrives(self.sample(size=3 * samples.PART + 1), parts=4)

    def test_one_byte_under_a_multiple(self):
        self.arrives(self.sample(size=3 * samples.PART - 1), parts=3)

    def test_a_file_that_is_too_small_is_refused_before_any_request(self):
        run = self.fail_with(1, "upload", self.sample(size=19_999_999), "--json")
        self.assertEqual(run.error["kind"], "invalid_argument")
        self.assertIn("19999999", run.error["message"])
        self.assertEqual(self.emulator.requests(), [])

    def test_an_empty_file(self):
        self.fail_with(1, "upload", self.sample(size=0))
        self.assertEqual(self.emulator.requests(), [])

    def test_beyond_four_gibibytes(self):
        size = 4 * GIBIBYTE + 1
        path = samples.sparse(self.directory / "huge.img", size, marks=(0, GIBIBYTE, 4 * GIBIBYTE))
        run = self.succeed("upload", path, "--json")
        self.assertEqual(run.file["size"], size)
        # What sha1sum says of this file; the server hashed what came, and chunk what it read.
        self.assertEqual(run.file["sha1"], HUGE_SHA1)
        parts = {part["offset"]: part["size"] for part in run.named("part")}
        self.assertEqual(parts[4 * GIBIBYTE], 1)
        self.assertEqual(len(parts), 65)
        print(f"       4 GiB + 1 in {run.seconds:.1f} s, {run.cpu_seconds:.1f} s of processor time")


class MemoryTests(ProgramTest):
    """1 GiB within 64 MiB of resident memory."""

    limit_kib = 64 << 10
    # The program without parts, built for debugging.
    program_kib = 48 << 10

    def stays_below(self, limit_kib, *arguments, **more):
        run = self.start("upload", "--json", *arguments, **more).wait(watching_memory=True)
        self.assertEqual(run.status, 0, run)
        self.assertGreater(run.peak_kib, 1 << 10)
        self.assertLess(run.peak_kib, limit_kib)
        print(f"       {run.file['size']} bytes in {run.seconds:.1f} s, {run.peak_kib} KiB at most")

    def test_one_gibibyte(self):
        self.start_emulator()
        path = samples.sparse(self.directory / "1g.img", GIBIBYTE, marks=(0, GIBIBYTE // 2))
        self.stays_below(self.limit_kib, path)

    def test_one_gibibyte_in_parts_of_64_mebibytes(self):
        self.start_emulator("--part-size", 64 * MEBIBYTE)
        path = samples.sparse(self.directory / "1g.img", GIBIBYTE, marks=(0, GIBIBYTE // 2))
        self.stays_below(self.limit_kib, path, "--parallel", "8")

    def test_a_pipe_holds_parts_and_not_the_file(self):
        self.start_emulator()
        path = samples.sparse(self.directory / "pipe.img", 200_000_000)
        # Parts are held until they are sent, within a budget of 64 MiB; the rest is the program.
        limit_kib = (64 << 10) + self.program_kib
        self.stays_below(
            limit_kib, "-", "--name", "pipe.img", "--size", "200000000", stdin=self.feed(path))
