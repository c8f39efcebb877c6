"""Real servers on loopback which keep what they are sent: one for SMTP, one for HTTP. Standard library only."""

import http.server
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Mailed:
    sender: str
    to: list[str]
    message: EmailMessage


class SmtpSession(socketserver.StreamRequestHandler):
    """RFC 5321 as far as smtplib speaks it."""

    server: "SmtpSink"

    def handle(self) -> None:
        self.sender, self.to = "", []
        self.say("220 sink")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            if verb.upper() == "QUIT":
                return self.say("221 bye")
            getattr(self, f"on_{verb.lower()}", self.on_other)(rest)
        return None

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def on_other(self, _rest: str) -> None:
        self.say("250 ok")

    def on_mail(self, rest: str) -> None:
        self.sender = rest.partition("<")[2].partition(">")[0]
        self.say("250 ok")

    def on_rcpt(self, rest: str) -> None:
        address = rest.partition("<")[2].partition(">")[0]
        answer = self.server.refusals.get(address)
        if not answer:
            self.to.append(address)
        self.say(answer or "250 ok")

    def on_data(self, _rest: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        time.sleep(self.server.slowness)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.mails.append(Mailed(self.sender, self.to, message))
        self.say("250 kept")


class SmtpSink(socketserver.ThreadingTCPServer):
    """`refusals` says per address what RCPT is answered; `slowness` holds each message back before it is acknowledged."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), SmtpSession)
        self.mails: list[Mailed] = []
        self.refusals: dict[str, str] = {}
        self.slowness = 0.0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, *_args: object) -> None:
        """A client that was killed in the middle is what some tests are about."""


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class HttpSession(http.server.BaseHTTPRequestHandler):
    server: "HttpSink"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(Asked(self.path, dict(self.headers), body))
        time.sleep(self.server.slowness)
        answer = self.server.answers.pop(0) if self.server.answers else self.server.answer
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        said = answer.body.encode()
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_args: object) -> None:
        pass


@dataclass
class Answer:
    status: int = 200
    body: str = '{"errcode": 0, "errmsg": "ok", "code": 0}'
    headers: dict[str, str] = field(default_factory=dict)


class HttpSink(http.server.ThreadingHTTPServer):
    """`answers` are given first, one a request; then `answer`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HttpSession)
        self.asked: list[Asked] = []
        self.answers: list[Answer] = []
        self.answer = Answer()
        self.slowness = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_args: object) -> None:
        pass


@contextmanager
def serving(make: Callable[[], Any]) -> Iterator[Any]:
    sink = make()
    thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        sink.shutdown()
        sink.server_close()
        thread.join(5)
