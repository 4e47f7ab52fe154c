"""A certificate authority for one run of the tests, made by openssl."""

import os

from .openssl import openssl

NAMES = "DNS:localhost,DNS:api.box.com,DNS:upload.box.com,DNS:app.box.com,IP:127.0.0.1"
NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


class Certificate:
    """A certificate and its key, both as PEM files."""

    def __init__(self, directory, name):
        self.path = os.path.join(directory, f"{name}.pem")
        self.key_path = os.path.join(directory, f"{name}.key")


def make_certificates(directory):
    """An authority that nobody else trusts, and a certificate of it for Box's host names.

    Both are good for a day, and the keys live no longer than the directory.
    """
    authority, server = Certificate(directory, "authority"), Certificate(directory, "server")
    openssl(
        "req", "-x509", *NEW_KEY, "-keyout", authority.key_path, "-out", authority.path,
        "-days", "1", "-subj", "/CN=Client tests")
    openssl(
        "req", "-x509", *NEW_KEY, "-keyout", server.key_path, "-out", server.path, "-days", "1",
        "-CA", authority.path, "-CAkey", authority.key_path, "-subj", "/CN=localhost",
        "-addext", f"subjectAltName={NAMES}", "-addext", "basicConstraints=CA:FALSE")
    return authority, server
