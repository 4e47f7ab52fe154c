"""An application as Box's developer console describes one: id, secret, and a key of its own."""

import json
import os
import secrets

from .openssl import openssl

ENTERPRISE = "4711"
# Where a login leads back to; of such an address the port does not count.
REDIRECT = "http://127.0.0.1/"


def make_application(directory):
    """Writes the configuration file of a new application and gives its path."""
    plain, key = os.path.join(directory, "app.key"), os.path.join(directory, "app.pem")
    passphrase = secrets.token_hex(8)
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", plain)
    openssl("pkcs8", "-topk8", "-v2", "aes256", "-in", plain, "-passout", f"pass:{passphrase}", "-out", key)
    with open(key) as file:
        auth = {"publicKeyID": secrets.token_hex(4), "privateKey": file.read(), "passphrase": passphrase}
    settings = {"clientID": secrets.token_hex(16), "clientSecret": secrets.token_hex(16), "appAuth": auth}
    path = os.path.join(directory, "app.json")
    with open(path, "w") as file:
        json.dump({"boxAppSettings": settings, "enterpriseID": ENTERPRISE, "redirectURIs": [REDIRECT]}, file)
    return path
