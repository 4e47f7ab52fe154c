"""A user with a browser, and an app of Box's developer console."""

import json
import secrets
import subprocess
import urllib.error
import urllib.parse
import urllib.request

ENTERPRISE = "4711"
PASSPHRASE = "passphrase-of-the-key"

_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class App:
    """An app with a key, and the file that describes it to both sides."""

    def __init__(self, directory, redirect_uris=("http://127.0.0.1/callback",)):
        self.client_id = secrets.token_hex(16)
        self.client_secret = secrets.token_hex(16)
        self.path = directory / "app.json"
        key = directory / "app.key"
        self._openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key)
        encrypted = self._openssl(
            "pkcs8", "-topk8", "-v2", "des3", "-in", key, "-passout", f"pass:{PASSPHRASE}")
        key.unlink()
        self.settings = {
            "boxAppSettings": {
                "clientID": self.client_id, "clientSecret": self.client_secret,
                "appAuth": {"publicKeyID": "abcd1234", "privateKey": encrypted, "passphrase": PASSPHRASE}},
            "enterpriseID": ENTERPRISE, "redirectURIs": list(redirect_uris)}
        self.write()

    def write(self):
        self.path.write_text(json.dumps(self.settings))

    @property
    def environment(self):
        """The variables by which chunk finds the app."""
        return {"BOX_CLIENT_ID": self.client_id, "BOX_CLIENT_SECRET": self.client_secret}

    @property
    def secrets(self):
        return (self.client_secret, PASSPHRASE)

    @staticmethod
    def _openssl(*arguments):
        done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=True)
        return done.stdout


def get(url):
    """Status, text and header fields of a page, as a browser gets it: redirects are followed."""
    try:
        with _opener.open(url, timeout=60) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


def query(url):
    """The fields of a URL's query."""
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))


def where_it_ends(url):
    """The URL that a login's page sends the browser to, which is not opened."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_arguments):
            return None

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay)
    try:
        with opener.open(url, timeout=60):
            raise AssertionError("there was no redirect")
    except urllib.error.HTTPError as error:
        return error.headers["Location"]
