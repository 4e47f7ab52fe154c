"""A proxy that brings clients with fixed host names to the emulator.

A client whose hosts cannot be set is told of the proxy by `HTTPS_PROXY`. It sends `CONNECT
api.box.com:443`, gets a connection to the emulator instead, and makes TLS with it as with Box. No
other host is connected to, so that nothing of a test can reach the network.
"""

import socket
import socketserver
import threading

BOX_HOSTS = {"api.box.com:443", "upload.box.com:443", "app.box.com:443"}
HEADER_LIMIT = 64 << 10


class BoxProxy:
    """Serves CONNECT on the loopback interface for as long as the `with` statement lasts."""

    def __init__(self, emulator_port):
        self._server = _Server(("127.0.0.1", 0), _Tunnel)
        self._server.target = ("127.0.0.1", emulator_port)
        self._server.hosts = {}
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self):
        """What goes into `HTTPS_PROXY`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def take_hosts(self):
        """The hosts asked for since the last call, each with its port."""
        hosts, self._server.hosts = self._server.hosts, {}
        return set(hosts)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


class _Tunnel(socketserver.BaseRequestHandler):
    def handle(self):
        asked = self._read_request()
        if asked is None:
            return
        self.server.hosts[asked] = True
        if asked not in BOX_HOSTS:
            self.request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(self.server.target) as emulator:
            self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            answers = threading.Thread(target=_pump, args=(emulator, self.request), daemon=True)
            answers.start()
            _pump(self.request, emulator)
            answers.join()

    def _read_request(self):
        """The `host:port` of a CONNECT request, or None; the client sends no more until it has
        the answer."""
        header = b""
        while b"\r\n\r\n" not in header and len(header) < HEADER_LIMIT:
            piece = self.request.recv(4096)
            if not piece:
                return None
            header += piece
        words = header.split(b"\r\n")[0].split()
        if len(words) != 3 or words[0] != b"CONNECT":
            self.request.sendall(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
            return None
        return words[1].decode("ascii", "replace")


def _pump(source, sink):
    """Copies one direction to its end, and passes the end on."""
    buffer = memoryview(bytearray(256 << 10))
    try:
        while count := source.recv_into(buffer):
            sink.sendall(buffer[:count])
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        # One side is gone; the other has nothing to wait for.
        for side in (source, sink):
            try:
                side.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
