"""Translations without GNU gettext: extract, compile and check, with Babel.

Each app owns `locale/zh_Hans/LC_MESSAGES/django.po`; English is the source. `--check` fails on a message that is missing,
fuzzy or untranslated, and on a translation whose placeholders differ from its message's.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def homes() -> list[tuple[Path, list[Path]]]:
    """(folder with locale/, folders whose texts it holds)."""
    apps = sorted(p.parent for p in (ROOT / "qifu").glob("*/apps.py"))
    return [(ROOT, [ROOT / "templates", ROOT / "config"]), *((app, [app]) for app in apps)]


def messages_in(folder: Path) -> Iterator[tuple[str, int, object, str | None]]:
    for path in sorted(folder.rglob("*")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        text = path.read_text("utf-8") if path.suffix in (".py", ".html", ".txt") and path.is_file() else ""
        if path.suffix in (".html", ".txt") and text:
            # templatize leaves lines of Python calls between X's; their indentation would mean something to a tokenizer.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        elif not text:
            continue
        try:
            for line, function, message, _comments in extract_python(
                io.BytesIO(text.encode()), KEYWORDS, [], {}
            ):
                spec = KEYWORDS.get(function)
                parts = message if isinstance(message, tuple) else (message,)
                context = parts[0] if function.startswith(("pgettext", "npgettext")) else None
                rest = parts[1:] if context else parts
                wanted = [
                    p
                    for p in (rest[:2] if "ngettext" in function or spec == ((1, "c"), 2, 3) else rest[:1])
                    if p
                ]
                if wanted:
                    name = str(path.relative_to(ROOT))
                    yield name, line, tuple(wanted) if len(wanted) > 1 else wanted[0], context
        except Exception as error:
            raise SystemExit(f"{path}: cannot be read for messages: {error}") from error


def extract(folders: list[Path]) -> Catalog:
    template = Catalog(charset="utf-8", fuzzy=False)
    for folder in folders:
        for name, _line, message, context in messages_in(folder):
            template.add(message, locations=[(name, 0)], context=context)  # type: ignore[arg-type]
    return template


def refresh(home: Path, folders: list[Path], *, write: bool) -> list[str]:
    """Bring one home's catalogue up to date; returns what is wrong with it."""
    path = home / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    old = (
        pofile.read_po(io.BytesIO(path.read_bytes()), locale="zh_Hans")
        if path.exists()
        else Catalog(locale="zh_Hans")
    )
    template = extract(folders)
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
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        pofile.write_po(buffer, fresh, sort_output=True, omit_header=False, include_lineno=False, width=120)
        lines = [
            ln
            for ln in buffer.getvalue().decode().splitlines()
            if not re.match(r'"(POT-|PO-|Last-|Language-Team|Report-)', ln)
        ]
        path.write_text("\n".join(lines).rstrip() + "\n", "utf-8")
    with path.with_suffix(".mo").open("wb") as file:
        mofile.write_mo(file, fresh)
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
    print("\n".join(wrong) or "Every message is translated.")
    return 1 if given.check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
