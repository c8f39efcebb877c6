"""POST to an address that somebody typed in: only to the open internet, and without following redirects.

A name is resolved once, its addresses are judged, and the connection goes to the address that was judged: a name that
points elsewhere a moment later (DNS rebinding) gains nothing.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from qifu.notices.unsent import Unsent

SECONDS = 10
ANSWER_BYTES = 20_000
NAT64 = IPv6Network("64:ff9b::/96")


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    end = time.monotonic() + SECONDS
    try:
        address = public_address(host, port)
        connection = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        caller = connection(host, port, timeout=SECONDS)
        caller.sock = socket.create_connection((address, port), SECONDS)
        if secure:
            caller.sock = ssl.create_default_context().wrap_socket(caller.sock, server_hostname=host)
        try:
            caller.request("POST", target_of(url), body, dict(headers))
            answer = caller.getresponse()
            return answer.status, read(answer, end)
        finally:
            caller.close()
    except (OSError, UnicodeError, http.client.HTTPException) as error:
        raise Unsent(f"{host}: {str(error) or type(error).__name__}") from error


def target_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


def read(answer: http.client.HTTPResponse, end: float) -> str:
    """No more than a robot has to say, and not a byte a second for an hour."""
    found = b""
    while len(found) < ANSWER_BYTES and time.monotonic() < end and (part := answer.read1(4096)):
        found += part
    return found.decode("utf-8", "replace")


def public_address(host: str, port: int) -> str:
    """The address to call. Raises OSError for a name that is not known, Unsent for one that leads inside."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if not settings.ALLOW_PRIVATE_WEBHOOKS and any(leads_inside(address) for address in addresses):
        raise Unsent(inside(host), final=True)
    return addresses[0]


def leads_inside(address: str) -> bool:
    """Loopback, private, link-local, reserved; also such a one dressed as an IPv6 address."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        found = undressed(found)
    return not found.is_global or found.is_multicast


def undressed(address: IPv6Address) -> IPv4Address | IPv6Address:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or address


def inside(host: str) -> str:
    return _(
        "%(host)s is an address of this machine or of a private network; nothing is sent there. "
        "Where that is wanted, the one who runs the system sets QIFU_ALLOW_PRIVATE_WEBHOOKS."
    ) % {"host": host}
