"""Small servers of one kind of misbehaviour each, on ports that the system picks."""

import base64
import socket
import ssl
import threading


class Server:
    """Accepts connections, each on a thread of its own, and keeps all bytes that came."""

    def __init__(self, certificate=None, **versions):
        self.received = b""
        self.connections = 0
        self._context = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*certificate)
            for name, value in versions.items():
                setattr(self._context, name, value)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                self.serve(connection)
        except OSError:
            connection.close()

    def read(self, connection, count):
        """So many bytes, of which there have to be enough."""
        data = b""
        while len(data) < count:
            piece = connection.recv(count - len(data))
            if not piece:
                raise OSError("it ended early")
            data += piece
        self.received += data
        return data

    def read_head(self, connection):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.read(connection, 1)
        return head

    def serve(self, connection):
        """Takes whatever comes."""
        while piece := connection.recv(65536):
            self.received += piece


class OldServer(Server):
    """Speaks TLS 1.1 and nothing newer."""

    def __init__(self, certificate):
        super().__init__(
            certificate, minimum_version=ssl.TLSVersion.TLSv1, maximum_version=ssl.TLSVersion.TLSv1_1)
        # At OpenSSL's usual level the server itself would not.
        self._context.set_ciphers("ALL:@SECLEVEL=0")


class Tunnel(Server):
    """What connects its client with another server."""

    scheme = ""

    def __init__(self, certificate=None, login=None):
        self.login = login
        self.targets = []
        super().__init__(certificate)

    @property
    def place(self):
        return f"localhost:{self.port}"

    @property
    def url(self):
        """The proxy's URL, without a login."""
        return f"{self.scheme}://{self.place}"

    def join(self, connection, host, port):
        """Copies both ways until both have ended. Nobody keeps these bytes: of a good client they are secret."""
        self.targets.append((host, port))
        with socket.create_connection(("127.0.0.1", port)) as other:
            back = threading.Thread(target=self._copy, args=(other, connection), daemon=True)
            back.start()
            self._copy(connection, other, kept=True)
            back.join()

    def _copy(self, source, sink, kept=False):
        try:
            while piece := source.recv(65536):
                if kept:
                    self.received += piece
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class HTTPProxy(Tunnel):
    """Serves CONNECT (RFC 9110, 9.3.6), for those who know the login if there is one."""

    def __init__(self, certificate=None, login=None):
        self.scheme = "https" if certificate else "http"
        super().__init__(certificate, login)

    def serve(self, connection):
        lines = self.read_head(connection).decode().split("\r\n")
        method, target, _ = lines[0].split(" ")
        if method != "CONNECT":
            return connection.sendall(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
        if self.login:
            word = base64.b64encode(":".join(self.login).encode()).decode()
            if f"Proxy-Authorization: Basic {word}" not in lines:
                return connection.sendall(
                    b'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n')
        host, port = target.rsplit(":", 1)
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return self.join(connection, host, int(port))


class SOCKSProxy(Tunnel):
    """Serves CONNECT of SOCKS 5 (RFC 1928), with user and password (RFC 1929) if there is a login."""

    scheme = "socks5h"

    def serve(self, connection):
        methods = self.read(connection, self.read(connection, 2)[1])
        wanted = 2 if self.login else 0
        if wanted not in methods:
            return connection.sendall(b"\x05\xff")
        connection.sendall(bytes([5, wanted]))
        if self.login:
            user = self.read(connection, self.read(connection, 2)[1]).decode()
            password = self.read(connection, self.read(connection, 1)[0]).decode()
            connection.sendall(b"\x01\x00" if (user, password) == self.login else b"\x01\x01")
            if (user, password) != self.login:
                return None
        kind = self.read(connection, 4)[3]
        if kind == 3:
            host = self.read(connection, self.read(connection, 1)[0]).decode()
        else:
            host = socket.inet_ntop(
                socket.AF_INET if kind == 1 else socket.AF_INET6, self.read(connection, 4 if kind == 1 else 16))
        port = int.from_bytes(self.read(connection, 2), "big")
        connection.sendall(b"\x05\x00\x00\x01" + bytes(6))
        return self.join(connection, host, port)
