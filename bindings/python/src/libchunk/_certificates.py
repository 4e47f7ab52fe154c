"""Where the system keeps the certificates that it trusts.

The libcurl inside the wheel was built on Debian and looks where Debian has them. Other systems have them elsewhere,
and tell Python's `ssl` where.
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
    import ssl  # which is large, and needed nowhere else

    found = [ssl.get_default_verify_paths().cafile, *_OTHERS]
    return next((path for path in found if path is not None and exists(path)), None)
