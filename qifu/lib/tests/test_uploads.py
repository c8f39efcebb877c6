import hashlib
from io import BytesIO

import pytest

from qifu.lib.tests.containers import archive, ole
from qifu.lib.uploads import INLINE_TYPES, KINDS, UploadError, inspect, safe_name

LIMIT = 10_000
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n" + b"\xe2\xe3\xcf\xd3" * 5
MP4 = b"\0\0\0\x18ftypmp42" + b"\0" * 20


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
PPTX = archive("[Content_Types].xml", "ppt/presentation.xml")
TEXT = "关于用电增容的请示".encode()


@pytest.mark.parametrize(
    ("name", "content", "kind", "extension"),
    [
        ("a.pdf", PDF, "pdf", "pdf"),
        ("a.PNG", PNG, "png", "png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0" + b"\0" * 9, "jpeg", "jpeg"),
        ("a.gif", b"GIF89a" + b"\0" * 9, "gif", "gif"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "webp", "webp"),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 9, "heic", "heic"),
        ("a.docx", DOCX, "docx", "docx"),
        ("a.xlsx", XLSX, "xlsx", "xlsx"),
        ("a.pptx", PPTX, "pptx", "pptx"),
        ("a.ofd", archive("OFD.xml", "Doc_0/Document.xml"), "ofd", "ofd"),
        ("a.doc", ole("WordDocument"), "doc", "doc"),
        ("a.doc", ole("WordDocument") + "xx_VBA_PROJECT\0".encode("utf-16-le"), "doc", "doc"),
        ("a.wps", ole("WordDocument"), "doc", "wps"),
        ("a.xls", ole("Workbook"), "xls", "xls"),
        ("a.et", ole("Workbook"), "xls", "et"),
        ("a.txt", TEXT, "text", "txt"),
        ("a.txt", "关于用电增容的请示".encode("gb18030"), "text", "txt"),
        ("a.txt", b"MZ, BM and ID are letters", "text", "txt"),
        ("a.csv", "名称,电话\n青石,1".encode("gb18030"), "csv", "csv"),
        ("a.mp3", b"ID3\x04" + b"\0" * 9, "mp3", "mp3"),
        ("a.mp3", b"\xff\xfb\x90\x00" + b"\0" * 9, "mp3", "mp3"),
        ("a.m4a", b"\0\0\0\x18ftypM4A " + b"\0" * 9, "m4a", "m4a"),
        ("a.m4a", MP4, "m4a", "m4a"),
        ("a.mp4", MP4, "mp4", "mp4"),
        ("a.amr", b"#!AMR\n" + b"\x0c" * 9, "amr", "amr"),
        ("a.ogg", b"OggS" + b"\0" * 9, "ogg", "ogg"),
        ("a.wav", b"RIFF\0\0\0\0WAVEfmt ", "wav", "wav"),
        ("photo", PNG, "png", "png"),
        ("scan", b"\xff\xd8\xff\xe0" + b"\0" * 9, "jpeg", "jpg"),
    ],
)
def test_a_file_is_known_by_its_content(name: str, content: bytes, kind: str, extension: str) -> None:
    upload = inspect(BytesIO(content), name, LIMIT)
    assert (upload.kind, upload.extension, upload.content_type) == (kind, extension, KINDS[kind].content_type)
    assert (upload.size, upload.digest) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("name", "content", "code", "params"),
    [
        ("a.txt", b"", "empty", {}),
        ("a.txt", b"a" * (LIMIT + 1), "too_large", {"limit": LIMIT}),
        ("a.png", PDF, "mismatch", {"extension": "png", "kind": "pdf"}),
        ("a.pdf", b"Dear all", "mismatch", {"extension": "pdf", "kind": "text"}),
        ("a.csv", XLSX, "mismatch", {"extension": "csv", "kind": "xlsx"}),
        ("a.xls", DOCX, "mismatch", {"extension": "xls", "kind": "docx"}),
        ("a.html", b"<!DOCTYPE html><p>", "active", {"kind": "html"}),
        ("a.txt", b"  <!-- x -->\n<ScRiPt>alert(1)</script>", "active", {"kind": "html"}),
        ("a.txt", "<html>".encode("utf-16"), "active", {"kind": "html"}),
        ("a.png", b'<?xml version="1.0"?><svg onload="x()"/>', "active", {"kind": "svg"}),
        ("a.pdf", b"MZ\x90\0\3\0\0\0\x04\0\0\0\xff\xff", "active", {"kind": "executable"}),
        ("a.pdf", b"\x7fELF\2\1\1\0", "active", {"kind": "executable"}),
        ("a.txt", b"#!/bin/sh\n", "active", {"kind": "script"}),
        ("a.js", b"alert(1)", "extension", {"extension": "js"}),
        ("a.docx", archive("[Content_Types].xml", "word/vbaProject.bin"), "active", {"kind": "macros"}),
        ("a.xlsx", archive("[Content_Types].xml", "xl/activeX/activeX1.bin"), "active", {"kind": "macros"}),
        ("a.doc", ole("WordDocument", "_VBA_PROJECT"), "active", {"kind": "macros"}),
        ("a.docx", ole("EncryptedPackage"), "encrypted", {}),
        ("a.docx", b"PK\3\4 cut off", "broken", {}),
        ("a.zip", archive("a.txt"), "extension", {"extension": "zip"}),
        ("archive", archive("a.txt"), "kind", {"kind": "zip"}),
        ("a.rar", b"Rar!\x1a\x07\0", "extension", {"extension": "rar"}),
        ("strange", b"\x80\xff\x00\x01", "kind", {"kind": "binary"}),
        ("a.txt", b"\x80\xff\x00\x01", "kind", {"kind": "binary"}),
    ],
)
def test_a_file_is_refused_with_its_reason(
    name: str, content: bytes, code: str, params: dict[str, object]
) -> None:
    with pytest.raises(UploadError) as refusal:
        inspect(BytesIO(content), name, LIMIT)
    assert (refusal.value.code, refusal.value.params) == (code, params)


def test_a_refusal_reads_as_a_sentence() -> None:
    with pytest.raises(UploadError, match=r"^The file is called \.png, but its content is pdf\.$"):
        inspect(BytesIO(PDF), "a.png", LIMIT)


def test_only_pictures_and_pdf_may_show_inline() -> None:
    assert {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"} == INLINE_TYPES


def test_the_file_is_left_at_its_start() -> None:
    file = BytesIO(PNG)
    inspect(file, "a.png", LIMIT)
    assert file.read() == PNG


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告（终稿）.pdf", "报告（终稿）.pdf"),
        (r"C:\files\报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("bill\u202efdp.exe", "billfdp.exe"),
        ("a\u200bb.txt", "ab.txt"),
        ('a<b>:"c|?*.txt', "a_b___c___.txt"),
        ("  a   b .txt ", "a b .txt"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("console.txt", "console.txt"),
        ("...", "file"),
        ("", "file"),
        ("folder/", "file"),
        (".htaccess", "htaccess"),
        ("企" * 150 + ".docx", "企" * 95 + ".docx"),
        ("a" * 150, "a" * 100),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
