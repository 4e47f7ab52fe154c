"""Places that a service may name and that must not be gone to, and somebody who would notice."""

import socket
import threading


class Listener:
    """Counts connections and answers none: whoever comes here has the token with them."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self):
        self.socket.close()

    @property
    def proxies(self):
        """The environment in which every way to another host than this one leads here: with it, names that do
        not exist need not be looked up for somebody to notice that they are gone to."""
        proxy = f"http://127.0.0.1:{self.port}"
        return {"https_proxy": proxy, "http_proxy": proxy, "ALL_PROXY": proxy, "no_proxy": "127.0.0.1"}


def origins(server_url, listener):
    """What the server names, in place of itself."""
    here, port = server_url.removeprefix("http://"), listener.port
    return [
        "https://elsewhere.example",  # another host
        f"http://localhost:{port}",
        "http://upload.box.com",  # Box's, but not https
        f"https://{here}",  # the server's, but another scheme
        f"http://{here}@127.0.0.1:{port}",  # userinfo
        f"http://127.0.0.1:{port}\\@{here}",
        "https://name:word@upload.box.com",
        f"http://127.0.0.1:{port}",  # another port
        "https://upload.box.com:8443",
        "https://box.com.example",  # look-alikes
        "https://upload.box.com.example.com",
        "https://evilbox.com",
        "https://upload-box.com",
    ]
