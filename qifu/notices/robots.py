"""What each group robot wants to be sent, exactly as its maker documents it, and how it says yes."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from qifu.notices.models import EndpointMedium

WECOM_BYTES = 2048
LONGEST = 16000  # bytes; DingTalk and Feishu take 20 kB for the whole request


@dataclass(frozen=True)
class Message:
    kind: str
    district: str
    title: str
    text: str
    url: str
    at: str

    def in_lines(self, limit: int) -> str:
        """The link stays whole: what is too long loses the end of its text."""
        end = f"\n{self.url}" if self.url else ""
        lines = f"{self.title}\n{self.text}".strip()
        room = limit - len(end.encode())
        if len(lines.encode()) > room:
            lines = lines.encode()[: room - 3].decode("utf-8", "ignore") + "…"
        return lines + end


@dataclass(frozen=True)
class Request:
    url: str
    body: bytes
    headers: Mapping[str, str]


def request_for(medium: EndpointMedium, url: str, secret: str, message: Message, *, key: str) -> Request:
    return FORMATS[medium](url, secret, message, key)


def wecom(url: str, _secret: str, message: Message, key: str) -> Request:
    """Its secret is the key in the address; there is no signature."""
    return as_json(url, {"msgtype": "text", "text": {"content": message.in_lines(WECOM_BYTES)}}, key)


def dingtalk(url: str, secret: str, message: Message, key: str) -> Request:
    if secret:
        stamp = str(round(time.time() * 1000))
        sign = base64.b64encode(digest(secret, f"{stamp}\n{secret}"))
        url += ("&" if "?" in url else "?") + urlencode({"timestamp": stamp, "sign": sign})
    return as_json(url, {"msgtype": "text", "text": {"content": message.in_lines(LONGEST)}}, key)


def feishu(url: str, secret: str, message: Message, key: str) -> Request:
    """Here the text to be signed is the key of the digest, and what is signed is empty."""
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": message.in_lines(LONGEST)}}
    if secret:
        stamp = str(int(time.time()))
        sign = base64.b64encode(digest(f"{stamp}\n{secret}", "")).decode()
        body = {"timestamp": stamp, "sign": sign, **body}
    return as_json(url, body, key)


def signed_json(url: str, secret: str, message: Message, key: str) -> Request:
    """The signature is over "timestamp.body"; a receiver refuses old timestamps and drops a key that it has seen."""
    request = as_json(url, {"id": key, **asdict(message)}, key)
    stamp = str(int(time.time()))
    sign = hmac.new(secret.encode(), stamp.encode() + b"." + request.body, hashlib.sha256).hexdigest()
    signed = {"X-Qifu-Timestamp": stamp, "X-Qifu-Signature": f"sha256={sign}"}
    return Request(request.url, request.body, {**request.headers, **signed})


def as_json(url: str, body: dict[str, Any], key: str) -> Request:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
    return Request(url, json.dumps(body, ensure_ascii=False).encode(), headers)


def digest(key: str, said: str) -> bytes:
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).digest()


FORMATS: dict[EndpointMedium, Callable[[str, str, Message, str], Request]] = {
    EndpointMedium.WECOM: wecom,
    EndpointMedium.DINGTALK: dingtalk,
    EndpointMedium.FEISHU: feishu,
    EndpointMedium.JSON: signed_json,
}
CODE_OF_YES = {
    EndpointMedium.WECOM: "errcode",
    EndpointMedium.DINGTALK: "errcode",
    EndpointMedium.FEISHU: "code",
}


def accepts(medium: EndpointMedium, answer: Mapping[str, Any]) -> bool:
    """A robot answers 200 also when it refuses; only the code in its answer says which. Another system's 2xx is its yes."""
    name = CODE_OF_YES.get(medium)
    return name is None or answer.get(name) == 0
