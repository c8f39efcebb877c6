"""Keys that an installation makes for itself on its first start and keeps beside its data."""

import os
import secrets
import tempfile
from pathlib import Path

from config.refusals import Refusal


def secret_file(path: Path) -> str:
    """The secret kept in `path`, made on first use with mode 600.

    Several processes may start at once: the file is written whole under another name and then linked, so that one of
    them wins and nobody reads half a key.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, draft = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                Path(draft).unlink()
        return path.read_text().strip()
    except OSError as error:
        raise Refusal(
            f"Qifu cannot write its key file {path}: {error.strerror}. "
            "Give this user the right to write there, or set QIFU_DATA_DIR to another folder."
        ) from error
