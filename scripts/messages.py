"""Translations without GNU gettext: extract, compile and check, with Babel.

Each app owns `locale/zh_Hans/LC_MESSAGES/django.po`; English is the source. `--check` fails on a message that is missing,
fuzzy or untranslated, on a translation whose placeholders differ from its message's, and on two translations of one message.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tokenize import TokenError

from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
Message = str | tuple[str, ...]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def homes() -> list[tuple[Path, list[Path]]]:
    """(folder with locale/, folders whose texts it holds)."""
    apps = sorted(p.parent for p in (ROOT / "qifu").rglob("apps.py"))
    return [(ROOT, [ROOT / "templates", ROOT / "config"]), *((app, [app]) for app in apps)]


def messages_in(folder: Path) -> Iterator[tuple[str, Message, str | None]]:
    """(file, message, context) for each call and tag."""
    inner = [
        app.parent for app in folder.rglob("apps.py") if app.parent != folder
    ]  # an app within another has its own
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or {"tests", "migrations"} & set(path.parts):
            continue
        if any(path.is_relative_to(app) for app in inner):
            continue
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            # templatize leaves lines of Python calls between X's; their indentation would mean something to a tokenizer.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        try:
            for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
                yield str(path.relative_to(ROOT)), message, context
        except (SyntaxError, TokenError) as error:
            raise SystemExit(f"{path}: cannot be read for messages: {error}") from error


def catalogue(home: Path) -> Path:
    return home / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    return pofile.read_po(io.BytesIO(path.read_bytes()), locale="zh_Hans")


def messages_of(folders: list[Path]) -> Catalog:
    found = Catalog(charset="utf-8", fuzzy=False)
    for folder in folders:
        for name, message, context in messages_in(folder):
            found.add(message, locations=[(name, 0)], context=context)
    return found


def refresh(home: Path, folders: list[Path], *, write: bool) -> list[str]:
    """Bring one home's catalogue up to date; returns what is wrong with it."""
    path = catalogue(home)
    old = read(path) if path.exists() else Catalog(locale="zh_Hans")
    template = messages_of(folders)
    if not len(template):
        return []
    wrong = []
    fresh = Catalog(locale="zh_Hans", charset="utf-8", fuzzy=False, header_comment="# Qifu")
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, context=message.context)
        text = known.string if known and known.string and not known.fuzzy else ""
        fresh.add(message.id, text, locations=message.locations, context=message.context)
        wrong += problems(path, message.id, text)
    wrong += [
        f"{path.relative_to(ROOT)}: no longer used: {m.id!r}"
        for m in old
        if m.id and not template.get(m.id, context=m.context)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    if write:
        buffer = io.BytesIO()
        pofile.write_po(buffer, fresh, sort_output=True, omit_header=False, include_lineno=False, width=120)
        lines = [
            ln
            for ln in buffer.getvalue().decode().splitlines()
            if not re.match(r'"(POT-|PO-|Last-|Language-Team|Report-)', ln)
        ]
        path.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
    compiled = path.with_suffix(f".mo.{os.getpid()}")
    with compiled.open("wb") as file:
        mofile.write_mo(file, fresh)
    compiled.replace(path.with_suffix(".mo"))  # whole or not at all: others may be starting at this moment
    return wrong


def problems(path: Path, message: object, text: object) -> list[str]:
    texts = [text] if isinstance(text, str) else list(text or [""])  # type: ignore[call-overload]
    source = message if isinstance(message, str) else " ".join(message)  # type: ignore[arg-type]
    where = path.relative_to(ROOT)
    if not all(texts):
        return [f"{where}: not translated: {message!r}"]
    if any(not set(PLACEHOLDER.findall(t)) <= set(PLACEHOLDER.findall(source)) for t in texts):
        return [f"{where}: other placeholders than the message: {message!r}"]
    return []


def conflicts() -> list[str]:
    """Messages that two apps translate differently: Django joins all catalogues, and one of the two would be lost."""
    seen: dict[tuple[str | None, object], tuple[object, Path]] = {}
    wrong = []
    for home, _folders in homes():
        path = catalogue(home)
        for message in read(path) if path.exists() else ():
            if not message.id or not message.string:
                continue
            key = (message.context, message.id if isinstance(message.id, str) else tuple(message.id))
            text, first = seen.setdefault(key, (message.string, path))
            if text != message.string:
                places = f"{first.relative_to(ROOT)} {text!r}, {path.relative_to(ROOT)} {message.string!r}"
                wrong.append(f"two translations of {message.id!r} (give one a context): {places}")
    return wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--check", action="store_true", help="change nothing but the .mo files; fail on anything incomplete"
    )
    options.add_argument("--compile", action="store_true", help="only write the .mo files")
    options.add_argument("app", nargs="*", help="only these apps, as organisations or . for the shared frame")
    given = options.parse_args()
    wrong: list[str] = []
    for home, folders in homes():
        if given.app and home.name not in given.app and not (home == ROOT and "." in given.app):
            continue
        wrong += refresh(home, folders, write=not (given.check or given.compile))
    if given.compile:
        return 0
    wrong += conflicts()
    print("\n".join(wrong) or "Every message is translated.")
    return 1 if given.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
