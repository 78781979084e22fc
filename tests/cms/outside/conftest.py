"""A site of other people, on this machine: it answers as the test tells it to, and remembers what it was asked."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.outside.guard import Guard


@dataclass
class OtherSite:
    """`answers`: what is said at a path to a method, as a status and perhaps where to go; else 200."""

    port: int = 0
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def at(self, path="/"):
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def guard(self):
        """Lets in this one site, which is no other people's at all."""
        return Guard(ports={self.port}, allows=lambda number: True)


@pytest.fixture
def site():
    site = OtherSite()

    class Answering(BaseHTTPRequestHandler):
        def answer(self):
            site.asked.append((self.command, self.path, self.headers["Host"]))
            status, leads_to = site.answers.get((self.command, self.path), (200, ""))
            if status is None:
                self.wfile.write(b"this is not the language of the web\r\n\r\n")
                return
            self.send_response(status)
            if leads_to:
                self.send_header("Location", leads_to)
            self.end_headers()

        do_GET = do_HEAD = answer

        def log_message(self, *told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    site.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()
