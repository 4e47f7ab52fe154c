"""What both generations of Box's Python SDK have in common."""

import json
import os

from support import installation
from support.case import ClientCase

PROGRAMS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "programs")


class BoxSDKCase(ClientCase):
    """Runs a program in the environment where a version of boxsdk is installed."""

    version = ""
    program = ""

    @classmethod
    def setUpClass(cls):
        cls.python = installation.boxsdk(cls.version, cls.bench.cache)

    def act(self, *arguments):
        """Runs an action with the SDK's settings for URLs set to the emulator's own."""
        plain = self.bench.plain
        return self._act(
            arguments, plain, CHUNK_BASE_URL=plain.base_url, CHUNK_UPLOAD_URL=plain.upload_url)

    def act_as_application(self, emulator, *arguments):
        """Runs an action that gets its token by itself, for the bench's application."""
        return self._act(
            arguments, emulator, CHUNK_BASE_URL=emulator.base_url, CHUNK_UPLOAD_URL=emulator.upload_url,
            CHUNK_AUTHORIZE_URL=emulator.authorize_url, BOX_CONFIG_FILE=self.bench.application)

    def assert_tokens(self, emulator, **requests):
        """So many tokens were asked for, by each grant, and all were given."""
        counters = emulator.counters()["tokens"]
        expected = {name.replace("_bearer", "-bearer").replace("_exchange", "-exchange"): count
                    for name, count in requests.items()}
        self.assertEqual(counters["requests"], expected)
        self.assertEqual(counters["issued"], sum(requests.values()))

    def act_at_box_hosts(self, *arguments):
        """Runs an action with none of the SDK's settings changed: over TLS, with Box's host names,
        through the proxy."""
        return self._act(
            arguments, self.bench.tls, HTTPS_PROXY=self.bench.proxy.url,
            REQUESTS_CA_BUNDLE=self.bench.authority.path)

    def _act(self, arguments, emulator, **environment):
        """Gives the file that the action resulted in: its id, name, size and SHA-1."""
        output = self.run_program(
            [self.python, os.path.join(PROGRAMS, self.program), *arguments],
            {"BOX_TOKEN": emulator.token, **environment})
        return json.loads(output or "null")
