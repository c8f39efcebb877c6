"""PDF by LibreOffice where it is installed: a process of its own with a profile of its own, so that several can run at once."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 180


class NoPdf(Exception):
    """LibreOffice is not there, or did not bring it about."""


def program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(document: Path, into: Path, seconds: float = SECONDS) -> None:
    found = program()
    if found is None:
        raise NoPdf("not installed")
    with TemporaryDirectory(prefix="qifu-pdf-") as folder:
        work = Path(folder)
        source = work / "document.docx"
        shutil.copyfile(document, source)
        command = [found, "--headless", f"-env:UserInstallation={(work / 'profile').as_uri()}",
                   "--convert-to", "pdf", "--outdir", str(work), str(source)]  # fmt: skip
        try:
            ended = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - no shell, our own words
        except subprocess.TimeoutExpired as error:
            raise NoPdf(f"took longer than {seconds:.0f} s") from error
        made = work / "document.pdf"
        if not made.exists():
            raise NoPdf(ended.stderr.decode(errors="replace")[-300:] or "no result")
        shutil.move(made, into)
