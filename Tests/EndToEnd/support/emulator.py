"""A running chunk-emulator, and what can be asked of it over HTTP."""

import hashlib
import json
import select
import ssl
import subprocess
import urllib.error
import urllib.request

from . import evidence, processes


class Emulator:
    """Starts the emulator on a port that the system picks."""

    def __init__(self, directory, *options, port=0, ca_file=None):
        self.directory = directory
        self.log_path = directory / "emulator.log"
        with open(self.log_path, "ab") as log:
            self.process = processes.start(
                [processes.EMULATOR, "--port", port, "--data-dir", directory / "data", *options,
                 *evidence.emulator_options()],
                stdout=subprocess.PIPE, stderr=log, env=processes.environment())
        self.first_line = self._first_line()
        said = json.loads(self.first_line)
        self.url, self.base_url = said["url"], said["base_url"]
        self.upload_url, self.token = said["upload_url"], said["token"]
        context = ssl.create_default_context(cafile=ca_file) if ca_file else None
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    @property
    def settings(self):
        """The environment by which chunk finds this server."""
        return {
            "CHUNK_BASE_URL": self.base_url,
            "CHUNK_UPLOAD_URL": self.upload_url,
            "BOX_ACCESS_TOKEN": self.token,
        }

    def _first_line(self):
        readable, _, _ = select.select([self.process.stdout], [], [], 120)
        line = self.process.stdout.readline() if readable else b""
        if not line:
            processes.end(self.process)
            raise RuntimeError(f"the emulator did not start: {self.log_path.read_text()}")
        return line.decode()

    def stop(self):
        processes.end(self.process)
        if self.log_path.exists():
            evidence.keep("emulator-log", self.log_path.read_bytes())

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()
        processes.end(self.process)

    # What it says

    def request(self, path, method="GET", body=None):
        """Status and body of a request with the token."""
        request = urllib.request.Request(self.url + path, data=body, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def json(self, path, method="GET", body=None):
        status, answer = self.request(path, method, None if body is None else json.dumps(body).encode())
        if status >= 400:
            raise RuntimeError(f"{method} {path}: {status} {answer.decode()}")
        return json.loads(answer) if answer else None

    def faults(self, *faults):
        """Sets the faults in force, in place of all others."""
        self.json("/_emulator/faults", "PUT", list(faults))

    def counters(self):
        return self.json("/_emulator/counters")

    def requests(self, operation=None):
        """The recorded requests, or those of one operation."""
        return [
            request for request in self.json("/_emulator/requests")
            if operation in (None, request["operation"])
        ]

    def count(self, operation):
        """How many requests came for an operation."""
        return self.counters()["requests"].get(operation, 0)

    def file(self, file_id):
        """A file's metadata."""
        return self.json(f"/2.0/files/{file_id}")

    def download_sha1(self, file_id):
        """The SHA-1 of a file's content, downloaded."""
        request = urllib.request.Request(f"{self.url}/2.0/files/{file_id}/content")
        request.add_header("Authorization", f"Bearer {self.token}")
        digest = hashlib.sha1()
        with self._opener.open(request, timeout=120) as answer:
            while block := answer.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    def has_session(self, session_id):
        return self.request(f"/2.0/files/upload_sessions/{session_id}")[0] == 200
