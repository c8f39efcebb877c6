"""A browser that costs little: one kept connection, cookies, CSRF tokens and forms, over a plain socket.

Server, database and this client share the machine's cores, so what the client spends the others lack. It is blocking;
several at once are threads.
"""

import re
import socket
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_plus, urlsplit

NEWLINE = b"\r\n"
Fields = dict[str, str]
Files = dict[str, tuple[str, bytes]]  # field -> (file name, content)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Browser:
    port: int
    host: str = "127.0.0.1"
    timeout: float = 30
    cookies: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None
    _received: bytes = b""

    def get(self, path: str) -> Answer:
        return self._ask(self._head("GET", path) + NEWLINE)

    def post(self, path: str, fields: Fields, files: Files | None = None) -> Answer:
        """As a form of our own pages posts it; the token is the cookie's, which a page's hidden field also holds."""
        fields = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        content_type, body = _multipart(fields, files) if files else _urlencoded(fields)
        head = self._head("POST", path)
        head += f"Origin: http://{self.host}:{self.port}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n".encode()
        return self._ask(head + NEWLINE + body)

    def follow(self, answer: Answer) -> Answer:
        """The page to which a redirect leads."""
        target = urlsplit(answer.location)
        return self.get(f"{target.path}?{target.query}" if target.query else target.path)

    def sign_in(self, username: str, password: str) -> "Browser":
        self.get("/sign-in/")
        answer = self.post("/sign-in/", {"username": username, "password": password})
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise RuntimeError(f"{username} could not sign in: {answer.status}")
        return self

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket, self._received = None, b""

    def _head(self, method: str, path: str) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line = f"Cookie: {cookies}\r\n" if cookies else ""
        return f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{line}".encode()

    def _ask(self, request: bytes) -> Answer:
        try:
            if self._socket is None:
                self._socket = socket.create_connection((self.host, self.port), self.timeout)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request)
            answer = self._answer()
        except OSError:
            self.close()  # what was asked may or may not have been done: that is for the caller to find out
            raise
        if answer.headers.get("connection") == "close":
            self.close()
        return answer

    def _answer(self) -> Answer:
        lines = self._until(NEWLINE * 2).decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _colon, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep(value)
            headers[name.lower()] = value
        status = int(lines[0].split(" ", 2)[1])
        if headers.get("transfer-encoding") == "chunked":
            body = self._chunks()
        else:
            body = self._exactly(int(headers.get("content-length", "0")))
        return Answer(status, headers, body)

    def _keep(self, cookie: str) -> None:
        name, _equals, value = cookie.partition(";")[0].strip().partition("=")
        if value in ("", '""'):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self._until(NEWLINE).partition(b";")[0], 16):
            body += self._exactly(size + 2)[:-2]
        self._until(NEWLINE)
        return body

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._received:
            self._more()
        found, _mark, self._received = self._received.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._received) < size:
            self._more()
        found, self._received = self._received[:size], self._received[size:]
        return found

    def _more(self) -> None:
        data = self._socket.recv(262144) if self._socket else b""
        if not data:
            raise ConnectionResetError("The server closed the connection.")
        self._received += data


def _urlencoded(fields: Fields) -> tuple[str, bytes]:
    pairs = (f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields.items())
    return "application/x-www-form-urlencoded", "&".join(pairs).encode()


def _multipart(fields: Fields, files: Files) -> tuple[str, bytes]:
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (file_name, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts.append(head.encode() + content + NEWLINE)
    return f"multipart/form-data; boundary={mark}", b"".join([*parts, f"--{mark}--\r\n".encode()])


class _Forms(HTMLParser):
    """Every form's fields with the values that they stand at, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Fields] = {}
        self._form: Fields = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action") or "", {})
        elif tag == "input" and name and given.get("type") not in ("file", "submit", "button"):
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self._form[name] = value
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._form[self._select] = value
        elif tag == "textarea" and name:
            self._form[name], self._area = "", name

    def handle_data(self, data: str) -> None:
        if self._area:
            self._form[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def forms_of(page: str) -> dict[str, Fields]:
    """action -> its fields."""
    reader = _Forms()
    reader.feed(page)
    return reader.forms


def sentence_in(page: str, inside: str) -> str:
    """The text of the first element with that class, for messages of failed runs."""
    found = re.search(rf'class="[^"]*{inside}[^"]*"[^>]*>(.*?)</', page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found.group(1)).strip() if found else ""
