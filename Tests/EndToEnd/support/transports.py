"""The transports of chunk, and how a test has each of them trust an authority of its own."""

import os
import subprocess
import unittest

# What FoundationNetworking takes for the system's certificates; it takes no others.
SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
MOUNT = 'mount --bind "$0" {} && exec "$@"'.format(SYSTEM_CERTIFICATES)

NAMES = ("curl", "urlsession")


def trusting(transport, authority):
    """The words before chunk, and the settings, with which it trusts an authority."""
    if transport == "curl":
        return (), {"CHUNK_CA_FILE": authority}
    if not can_mount():
        raise unittest.SkipTest("only root can have URLSession trust another authority")
    return ("unshare", "-m", "--propagation", "private", "sh", "-c", MOUNT, authority), {}


def can_mount():
    """Whether this user may change what a program sees in a file's place."""
    if not os.path.exists(SYSTEM_CERTIFICATES):
        return False
    tried = subprocess.run(
        ["unshare", "-m", "--propagation", "private", "sh", "-c", MOUNT, SYSTEM_CERTIFICATES, "true"],
        capture_output=True)
    return tried.returncode == 0
