"""rclone, whose hosts are fixed: over TLS, with Box's host names, through the proxy."""

import json
import os

from support import installation
from support.case import DELAYED_COMMIT, ClientCase
from support.content import digest_of

# What the emulator takes once, unless it is told another.
REFRESH_TOKEN = "emulator-refresh-token"
EXPIRED = {
    "access_token": "expired", "token_type": "bearer", "refresh_token": REFRESH_TOKEN,
    "expiry": "2020-01-01T00:00:00Z",
}


class Rclone(ClientCase):
    client = "rclone"

    @classmethod
    def setUpClass(cls):
        cls.path, version = installation.rclone()
        cls.client = f"rclone {version}"

    def rclone(self, *arguments, remote=None, **options):
        """Runs rclone with a remote `box:` that exists in the environment only."""
        remote = {"type": "box", **(remote or {"access_token": self.bench.tls.token})}
        environment = {f"RCLONE_CONFIG_BOX_{name.upper()}": remote[name] for name in remote}
        environment |= {
            "HTTPS_PROXY": self.bench.proxy.url,
            "RCLONE_CA_CERT": self.bench.authority.path,
            "RCLONE_CONFIG": os.path.join(self.bench.home, "rclone.conf"),
        }
        return self.run_program([self.path, *arguments], environment, **options)

    def listed(self, folder, name, *options):
        """An entry of a remote folder."""
        entries = json.loads(self.rclone("lsjson", *options, f"box:{folder}"))
        return {entry["Name"]: entry for entry in entries}[name]

    def assert_listed_and_stored(self, file, name):
        entry = self.listed("", name, "--hash")
        sha1 = entry["Hashes"]["sha1"]
        seen = {"id": entry["ID"], "name": name, "size": entry["Size"], "sha1": sha1}
        self.assert_stored(self.bench.tls, seen, file, name)
        # rclone sends whole seconds.
        written = self.modified(file.path)
        self.assertEqual(entry["ModTime"][:19], written, "the time of modification")

    def modified(self, path):
        """When a local file was written, as rclone says it."""
        return json.loads(self.rclone("lsjson", path))[0]["ModTime"][:19]

    def test_copy_of_200_MB(self):
        self.rclone("copyto", self.bench.big.path, "box:big.bin")
        self.report_usage()
        self.assert_hosts("api.box.com", "upload.box.com")
        self.assert_parts_sent(self.bench.tls, 24)
        self.assert_listed_and_stored(self.bench.big, "big.bin")

    def test_reading_back_200_MB(self):
        big = self.bench.big
        self.rclone("copyto", big.path, "box:read/big.bin")
        self.rclone("check", os.path.dirname(big.path), "box:read", "--include", "/big.bin")
        self.rclone(
            "check", "--download", os.path.dirname(big.path), "box:read", "--include", "/big.bin")
        sums = self.rclone("sha1sum", "box:read").decode()
        self.assertEqual(sums.split(), [big.sha1, "big.bin"])
        self.assertEqual(
            self.rclone("cat", "box:read/big.bin", read=digest_of), (big.size, big.sha1))
        self.report_usage()
        end = self.rclone("cat", "--tail", "1000", "box:read/big.bin")
        with open(big.path, "rb") as file:
            file.seek(-1000, os.SEEK_END)
            self.assertEqual(end, file.read())

    def test_new_version_of_200_MB(self):
        self.rclone("copyto", self.bench.big.path, "box:versions.bin")
        before = self.listed("", "versions.bin")["ID"]
        self.rclone("copyto", self.bench.changed.path, "box:versions.bin")
        self.report_usage()
        self.assertEqual(self.listed("", "versions.bin")["ID"], before)
        self.assert_listed_and_stored(self.bench.changed, "versions.bin")

    def test_second_copy_sends_nothing(self):
        self.rclone("copyto", self.bench.big.path, "box:twice.bin")
        self.bench.tls.reset()
        self.rclone("copyto", self.bench.big.path, "box:twice.bin")
        self.assert_parts_sent(self.bench.tls, 0)
        self.assertNotIn("create", self.bench.tls.counters()["requests"])

    def test_commit_that_takes_time(self):
        self.bench.tls.set_faults(DELAYED_COMMIT)
        self.rclone("copyto", self.bench.big.path, "box:later.bin")
        self.assertEqual(self.bench.tls.counters()["requests"]["commit"], 3)
        self.assert_listed_and_stored(self.bench.big, "later.bin")

    def test_expired_token_is_renewed(self):
        self.rclone("mkdir", "box:renewed", remote={"token": json.dumps(EXPIRED)})
        self.assert_hosts("app.box.com", "api.box.com")
        self.assertTrue(self.listed("", "renewed")["IsDir"])

    def test_below_the_cutoff(self):
        """Up to 50 MiB rclone sends a file in one request."""
        self.rclone("copyto", self.bench.small.path, "box:small.bin")
        self.assertNotIn("create", self.bench.tls.counters()["requests"])
        self.assert_listed_and_stored(self.bench.small, "small.bin")
