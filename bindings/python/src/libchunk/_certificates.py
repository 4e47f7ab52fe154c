"""Where the system keeps the certificates that it trusts.

The libcurl inside the wheel was built on Debian and looks where Debian has them. Other systems have them elsewhere.
"""

from __future__ import annotations

import os
from typing import Callable, Optional

_DEBIAN = "/etc/ssl/certs/ca-certificates.crt"
_OTHERS = ["/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"]


def elsewhere(exists: Callable[[str], bool] = os.path.exists) -> Optional[str]:
    """The file to name to the libcurl inside the wheel; None where it finds one by itself."""
    if exists(_DEBIAN):
        return None
    places = [os.environ.get("SSL_CERT_FILE", ""), *_OTHERS]
    return next((path for path in places if exists(path)), None)
