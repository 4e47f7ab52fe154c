"""An emulator as a process, and what tests ask of it beside the clients."""

import json
import os
import ssl
import subprocess
import urllib.request

from .content import digest_of


class Emulator:
    """Runs the emulator for as long as the `with` statement lasts."""

    def __init__(self, binary, directory, certificate=None, authority=None, options=()):
        self._arguments = [binary, "--port", "0", "--data-dir", directory, *options]
        self._context = None
        if certificate is not None:
            self._arguments += ["--tls-cert", certificate.path, "--tls-key", certificate.key_path]
            self._context = ssl.create_default_context(cafile=authority)
        os.makedirs(directory)

    def __enter__(self):
        self._process = subprocess.Popen(
            self._arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        line = self._process.stdout.readline()
        if not line:
            self.__exit__()
            raise RuntimeError("the emulator ended before it said where it is")
        said = json.loads(line)
        self.url, self.token = said["url"], said["token"]
        self.base_url, self.upload_url = said["base_url"], said["upload_url"]
        self.authorize_url = said["authorize_url"]
        return self

    def __exit__(self, *_):
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    @property
    def port(self):
        """The port on which it listens."""
        return int(self.url.rsplit(":", 1)[1])

    def items(self):
        """The files and folders at the root, as the API gives them."""
        with self._open("GET", "/2.0/folders/0/items?limit=1000") as answer:
            return json.load(answer)["entries"]

    def delete_all(self):
        """Deletes every file and folder, to give the disk back."""
        for item in self.items():
            path = f"/2.0/{item['type']}s/{item['id']}"
            self._open("DELETE", path + "?recursive=true").close()

    def file(self, file_id):
        """The metadata of a file, as the API gives it."""
        with self._open("GET", f"/2.0/files/{file_id}") as answer:
            return json.load(answer)

    def content_digest(self, file_id):
        """The size and the SHA-1 of a file's content, as it is downloaded."""
        with self._open("GET", f"/2.0/files/{file_id}/content") as answer:
            return digest_of(answer)

    def counters(self):
        """What was counted since the last reset."""
        with self._open("GET", "/_emulator/counters") as answer:
            return json.load(answer)

    def reset(self):
        """Forgets all counts and faults."""
        self._open("DELETE", "/_emulator/counters").close()
        self.set_faults([])

    def expire_tokens(self):
        """Ends the tokens that were given."""
        self._open("DELETE", "/_emulator/tokens").close()

    def set_faults(self, faults):
        """Sets the faults that the coming requests meet."""
        self._open("PUT", "/_emulator/faults", json.dumps(faults).encode()).close()

    def _open(self, method, path, body=None):
        request = urllib.request.Request(self.url + path, data=body, method=method)
        if not path.startswith("/_emulator"):
            request.add_header("Authorization", f"Bearer {self.token}")
        handlers = [urllib.request.ProxyHandler({})]
        if self._context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=self._context))
        return urllib.request.build_opener(*handlers).open(request, timeout=60)
