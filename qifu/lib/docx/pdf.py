"""PDF by LibreOffice where it is installed: a process of its own with a profile of its own, so that several can run at once."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 180
# Where the official fonts are not installed, open ones of the same kind stand in, instead of whatever comes first.
STAND_INS = {
    "方正小标宋_GBK": "Noto Serif CJK SC",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
    "宋体": "Noto Serif CJK SC",
}


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
        fonts = work / "fonts.conf"
        fonts.write_text(_fonts(), "utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        try:
            ended = subprocess.run(  # noqa: S603 - no shell, our own words
                command, env=environment, capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise NoPdf(f"took longer than {seconds:.0f} s") from error
        made = work / "document.pdf"
        if not made.exists():
            raise NoPdf(ended.stderr.decode(errors="replace")[-300:] or "no result")
        shutil.move(made, into)


def _fonts() -> str:
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><accept><family>{other}</family></accept></alias>'
        for name, other in STAND_INS.items()
    )
    return f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>'
