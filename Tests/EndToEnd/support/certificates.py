"""A certificate authority of a test's own, and certificates of it."""

import subprocess

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
EXTENSIONS = """
basicConstraints = critical, CA:FALSE
subjectAltName = {names}
"""


class Authority:
    """Makes its files in a directory: `ca.pem`, and for each certificate a pair of PEM files."""

    def __init__(self, directory):
        self.directory = directory
        self.file = directory / "ca.pem"
        self._openssl(
            "req", "-x509", *KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj",
            "/CN=End-to-end test CA", "-addext", "basicConstraints=critical,CA:TRUE")

    def issue(self, name="server", names="DNS:localhost, IP:127.0.0.1", days=2):
        """The files of a certificate and its key. With less than 0 days it has expired."""
        self._openssl(
            "req", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=localhost")
        (self.directory / "extensions").write_text(EXTENSIONS.format(names=names))
        self._openssl(
            "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", f"{name}.pem", "-days", str(days), "-extfile", "extensions")
        return self.directory / f"{name}.pem", self.directory / f"{name}.key"

    def _openssl(self, *arguments):
        subprocess.run(
            ["openssl", *arguments], cwd=self.directory, check=True, capture_output=True, timeout=120)
