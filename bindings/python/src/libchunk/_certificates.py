"""Where the system keeps the certificates that it trusts.

The libcurl inside the wheel was built on Debian and looks where Debian has them. Other systems have them elsewhere,
and tell Python's `ssl` where.
"""

from __future__ import annotations

import os
import ssl
from typing import Optional

from ._library import is_inside_package

_DEBIAN = "/etc/ssl/certs/ca-certificates.crt"
_OTHERS = ["/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"]


def default_file() -> Optional[str]:
    """The file to name to the library; None where it finds one by itself."""
    if not is_inside_package() or os.path.exists(_DEBIAN):
        return None
    found = [ssl.get_default_verify_paths().cafile, *_OTHERS]
    return next((path for path in found if path is not None and os.path.exists(path)), None)
