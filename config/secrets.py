"""Keys that an installation makes for itself on its first start and keeps beside its data."""

import os
import secrets
from pathlib import Path

from config.refusals import Refusal


def secret_file(path: Path) -> str:
    """The secret kept in `path`, made on first use with mode 600."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            key = secrets.token_urlsafe(48)
            file.write(key)
            return key
    except OSError as error:
        raise Refusal(
            f"Qifu cannot write its key file {path}: {error.strerror}. "
            "Give this user the right to write there, or set QIFU_DATA_DIR to another folder."
        ) from error
