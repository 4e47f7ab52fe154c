"""The programs that are compared: each sends one file once."""

import os

from support import installation

from .stand import verify
from .usage import run


class Program:
    """One row of the first table."""

    name = ""

    def __init__(self, stand, emulator, file):
        self.stand = stand
        self.emulator = emulator
        self.file = file
        self.is_secure = emulator.url.startswith("https")

    @property
    def scheme(self):
        return "https" if self.is_secure else "http"

    def set_up(self):
        """Installs what is missing; raises NotInstalled."""

    def measure(self):
        """Sends the file, and gives what that took. The check of what arrived is not counted."""
        usage = run(self.arguments(), self.environment())
        verify(self.emulator, "bench.bin", self.file)
        return usage

    def arguments(self):
        raise NotImplementedError

    def environment(self):
        raise NotImplementedError


class Floor(Program):
    """What no uploader can do without: reading the file for its parts' digests and for its own, and
    sending it. Three programs, one after the other."""

    name = "2 x openssl sha1 + curl -T"

    def measure(self):
        environment = self.stand.environment()
        digest = ["openssl", "sha1", self.file.path]
        send = ["curl", "-fsS", "--noproxy", "*", "--cacert", self.stand.authority.path, "-T", self.file.path]
        usage = run(digest, environment) + run(digest, environment)
        return usage + run([*send, self.emulator.url + "/_emulator/sink"], environment)


class Chunk(Program):
    """chunk itself, with one of its transports: "curl" or "urlsession"."""

    def __init__(self, stand, emulator, file, binary, transport="curl"):
        super().__init__(stand, emulator, file)
        self.binary = binary
        self.transport = transport
        self.name = "chunk upload" if transport == "curl" else f"chunk upload, {transport}"

    def arguments(self):
        options = ["--name", "bench.bin", "--no-resume", "--quiet", "--transport", self.transport]
        return [self.binary, "upload", self.file.path, *options]

    def environment(self):
        return self.stand.chunk_environment(self.emulator)


class Rclone(Program):
    """By the proxy, since its hosts are built in."""

    name = "rclone"

    def set_up(self):
        self.path, version = installation.rclone()
        self.name = f"rclone {version}"
        self.proxy = self.stand.start_proxy(self.emulator)

    def arguments(self):
        return [self.path, "copyto", self.file.path, "box:bench.bin"]

    def environment(self):
        return self.stand.environment(
            HTTPS_PROXY=self.proxy.url, RCLONE_CA_CERT=self.stand.authority.path,
            RCLONE_CONFIG=os.path.join(self.stand.home, "rclone.conf"), RCLONE_CONFIG_BOX_TYPE="box",
            RCLONE_CONFIG_BOX_ACCESS_TOKEN=self.emulator.token)


class BoxSDK(Program):
    """One of Box's Python SDKs, with the program of the client tests."""

    def __init__(self, stand, emulator, file, programs, version, script):
        super().__init__(stand, emulator, file)
        self.name = f"boxsdk {version}"
        self.version = version
        self.script = os.path.join(programs, script)

    def set_up(self):
        self.python = installation.boxsdk(self.version, self.stand.cache)

    def arguments(self):
        return [self.python, self.script, "upload", self.file.path, "bench.bin"]

    def environment(self):
        return self.stand.box_environment(self.emulator)
