"""What stands between the program and the service: a proxy that refuses, a pipe that nobody writes to."""

import os
import signal
import socket
import threading

from support.case import ProgramTest


class RefusingProxy:
    """Answers each CONNECT with a status and keeps what it was sent."""

    def __init__(self, status):
        self.received = b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, args=(status,), daemon=True).start()

    def serve(self, status):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                self.received += connection.recv(65536)
                connection.sendall(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status)

    def stop(self):
        self.listener.close()


class ProxyTests(ProgramTest):
    def test_a_proxy_that_refuses_the_tunnel(self):
        for status in (407, 502):
            with self.subTest(status):
                proxy = RefusingProxy(status)
                self.addCleanup(proxy.stop)
                run = self.fail_with(
                    5, "session", "status", "1", "--json", https_proxy=proxy.url, no_proxy=None,
                    BOX_ACCESS_TOKEN="a-token-for-nobody")
                # Nothing reached the service, and nobody is told to ask it what it has.
                self.assertEqual(run.error["kind"], "unreachable", run)
                self.assertIn(str(status), run.error["message"])
                self.assertNotIn(b"a-token-for-nobody", proxy.received)


class PipeTests(ProgramTest):
    def test_ctrl_c_while_nobody_writes_to_the_pipe(self):
        self.start_emulator()
        pipe = self.directory / "pipe"
        os.mkfifo(pipe)
        running = self.start("upload", pipe, "--size", "20000000", "--json")
        running.wait_for(lambda: '"session"' in running.out(), "the session")
        running.signal(signal.SIGINT)
        run = running.wait()
        self.assertEqual(run.status, 130, run)
        self.assert_ended_within(run, 2)
