"""The progress bar, drawn on a pseudo-terminal."""

import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import unicodedata

from support import processes
from support.case import ServerTest


def columns(text):
    """How many columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


class TerminalTests(ServerTest):
    def on_terminal(self, width, *arguments, interrupted_at=None):
        """Runs chunk with a terminal as standard error; gives its status and what was drawn.

        Once the given bytes are drawn, Ctrl-C is pressed.
        """
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        drawn = bytearray()

        def read():
            try:
                is_interrupted = interrupted_at is None
                while block := os.read(controller, 4096):
                    drawn.extend(block)
                    if not is_interrupted and interrupted_at in drawn:
                        is_interrupted = True
                        process.send_signal(signal.SIGINT)
            except OSError:
                pass  # the terminal's other side was closed

        process = processes.start(
            [processes.CHUNK, *arguments], cwd=self.directory, stdin=terminal, stdout=terminal,
            stderr=terminal, env=processes.environment(**self.settings))
        self.addCleanup(processes.end, process)
        os.close(terminal)
        reader = threading.Thread(target=read)
        reader.start()
        status = process.wait(180)
        reader.join()
        os.close(controller)
        return status, drawn.decode()

    def drawn_bars(self, width, name="disk.img"):
        # 20 MB in about 1.5 seconds: enough for several pictures.
        self.emulator.faults({"on": "part", "times": 0, "do": "slow", "bytes_per_second": 14_000_000})
        status, text = self.on_terminal(width, "upload", self.sample(name))
        self.assertEqual(status, 0, text)
        bars = [bar for bar in re.findall(r"\r([^\r\n]+)\x1b\[K", text) if "%" in bar]
        self.assertGreaterEqual(len(bars), 4, text)
        for bar in bars:
            # Not even the last column: some terminals wrap there.
            self.assertLess(columns(bar), width, bar)
        return bars, text

    def test_eighty_columns(self):
        bars, text = self.drawn_bars(80)
        self.assertRegex(
            bars[-1],
            r"^disk\.img +\d+% \[=*-* *\] [\d.]+ [kMG]?B of 20\.0 MB, [\d.]+ [kMG]B/s, \d+:\d\d left$")
        percents = [int(re.search(r"(\d+)%", bar)[1]) for bar in bars]
        self.assertEqual(percents, sorted(percents))
        # The bar is gone before anything else is said; the result stands on a line of its own.
        self.assertIn("\r\x1b[Kdisk.img: All parts are there", text)
        self.assertRegex(text, r"\r\ndisk\.img: uploaded as file \d+[^\r]*\r\n$")

    def test_forty_columns(self):
        bars, _ = self.drawn_bars(40)
        for bar in bars[2:]:
            # Whatever is left out: nothing is cut in the middle.
            self.assertRegex(bar, r"^\d+%.* [\d.]+ [kMG]B/s, \d+:\d\d left$")

    def test_a_very_narrow_terminal(self):
        bars, _ = self.drawn_bars(12)
        for bar in bars:
            self.assertRegex(bar, r"^\d+%( [\d.]+ [kMG]?B)?$")

    def test_long_and_wide_names(self):
        for name in ("a" * 100 + ".img", "長い名前のファイル" * 6 + ".img"):
            with self.subTest(name):
                bars, _ = self.drawn_bars(80, name)
                self.assertIn("[", bars[-1])

    def test_what_is_said_stays_above_the_bar(self):
        self.emulator.faults({"on": "part", "nth": 2, "do": "status", "status": 503})
        status, text = self.on_terminal(80, "upload", self.sample())
        self.assertEqual(status, 0, text)
        self.assertRegex(text, r"(?m)^(.*\x1b\[K)?sample\.bin: Trying again in [\d.]+ s: .*503")

    def test_the_log_stays_above_the_bar(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "slow", "bytes_per_second": 14_000_000})
        status, text = self.on_terminal(80, "upload", self.sample(), "--verbose")
        self.assertEqual(status, 0, text)
        for line in text.splitlines():
            if "debug:" in line:
                self.assertRegex(line, r"^(.*\x1b\[K)?chunk: debug: ")

    def test_the_wait_for_the_service_takes_one_line(self):
        self.emulator.faults({"on": "commit", "times": 3, "do": "accepted", "retry_after": 1})
        status, text = self.on_terminal(80, "upload", self.sample())
        self.assertEqual(status, 0, text)
        self.assertEqual(text.count("\rsample.bin: Box puts the parts together"), 3)
        self.assertNotRegex(text, r"asking again in [\d.]+ s[^\n]*\n.*asking again")

    def test_several_files_have_one_bar(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "slow", "bytes_per_second": 14_000_000})
        names = [self.sample(f"{number}.bin", seed=number) for number in range(3)]
        status, text = self.on_terminal(80, "upload", *names, self.directory)
        self.assertEqual(status, 11, text)
        bars = [bar for bar in re.findall(r"\r([^\r\n]+)\x1b\[K", text) if "%" in bar]
        self.assertRegex(
            bars[-1], r"^[0-3] of 4 files +\d+% \[=*-* *\] [\d.]+ MB of 60\.0 MB, [\d.]+ [kMG]B/s, \d+:\d\d left$")
        for number in range(3):
            self.assertRegex(text, rf"(?m)^(.*\x1b\[K)?{number}\.bin: Opened session")
            self.assertRegex(text, rf"(?m)^(.*\x1b\[K)?{number}\.bin: uploaded as file \d+")
        self.assertRegex(text, r"\n3 of 4 files uploaded, [^\r]*; 1 not: [^\r]+\r\n$")
        self.assertEqual(text.count("is a directory"), 1)

    def test_ctrl_c_is_answered_at_once(self):
        self.emulator.faults({"on": "part", "times": 0, "do": "slow", "bytes_per_second": 1_000_000})
        status, text = self.on_terminal(80, "upload", self.sample(), interrupted_at=b"%")
        self.assertEqual(status, 130, text)
        # A bar that was being drawn when the signal came is removed once more.
        self.assertRegex(text, r"\r\x1b\[KStopping…\r\n(.*\r\x1b\[K)?chunk: sample\.bin: Cancelled\.\r\nSession ")

    def test_json_and_quiet_draw_nothing(self):
        status, text = self.on_terminal(80, "upload", self.sample(), "--quiet")
        self.assertEqual((status, text), (0, ""))
        status, text = self.on_terminal(80, "upload", self.sample("other.bin"), "--json")
        self.assertEqual(status, 0)
        self.assertNotIn("\x1b", text)
