"""`qifu up`: set up what is missing, then web server, worker and scheduler as children of this process."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from config.refusals import Refusal
from qifu.organisations.calendar import load_builtin_years
from qifu.organisations.demonstration_sign_ins import sign_ins
from qifu.organisations.jobs import end_interrupted
from qifu.organisations.models import District
from qifu.organisations.tasks import take_up_lost

STOP_SECONDS = 10


class Command(BaseCommand):
    help = "Set up what is missing and serve Qifu: web server, worker and scheduler. Ctrl-C ends all of it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=number_from("PORT", 8000))
        parser.add_argument("--workers", type=int, default=number_from("QIFU_WEB_WORKERS", 2))

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        prepare()
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
        manage = [sys.executable, "manage.py"]
        commands = {
            "web": web_command(host, port, options["workers"]),
            "worker": [*manage, "db_worker", "--queue-name", "*", "--interval", "1", "--no-startup-delay"],
            "scheduler": [*manage, "scheduler"],
        }
        with Children(commands, environment) as children:
            wait_until_served(host, port, children)
            self.stdout.write(welcome(host, port))
            children.watch()


def number_from(name: str, preset: int) -> int:
    given = os.environ.get(name, "")
    if given and not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        raise Refusal(
            f"A setting cannot be read: {name} must be a number from 1 to 65535, not “{given}”. Correct it in the environment or in .env."
        )
    return int(given or preset)


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The production web server; the bench measures this very command."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "--no-ws", "--log-level", "warning",
    ]  # fmt: skip


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                f"Qifu cannot listen on {host}:{port}: {error.strerror}. Stop what uses it, or choose another port: PORT=8080 make run."
            ) from error


def prepare() -> None:
    """Everything a first start needs; on later starts only what is missing. Says what it does only when it takes time."""
    refuse_unreachable_database()
    root = settings.BASE_DIR
    run([sys.executable, "scripts/assets.py"], root)
    run([sys.executable, "scripts/messages.py", "--compile"], root)
    call_command("check", stdout=StringIO())
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_builtin_years()
    end_interrupted(timezone.now())  # no worker is running yet: what says so was killed
    take_up_lost()
    if settings.DEMONSTRATION and not District.objects.exists():
        print("Loading the demonstration district (once, a minute or two) ...", flush=True)
        call_command("demo")


def refuse_unreachable_database() -> None:
    driver: Any = connection.Database  # type: ignore[attr-defined] # each backend keeps its driver there
    try:
        if connection.vendor == "postgresql":  # past the pool, which would go on trying for its whole timeout
            driver.connect(**connection.get_connection_params(), connect_timeout=5).close()
        connection.ensure_connection()
    except (OperationalError, driver.OperationalError) as error:
        name = settings.DATABASES["default"]
        where = (
            f"{name['HOST'] or ''}:{name['PORT'] or ''}/{name['NAME']}"
            if connection.vendor == "postgresql"
            else name["NAME"]
        )
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise Refusal(
            f"Qifu cannot reach its database {where}: {reason}. Check DATABASE_URL and that it runs."
        ) from error


def run(command: list[str], folder: os.PathLike[str]) -> None:
    if subprocess.run(command, cwd=folder, check=False).returncode:  # noqa: S603 - our own scripts
        raise Refusal(1)


class Children:
    """Processes that live and die together."""

    def __init__(self, commands: dict[str, list[str]], environment: dict[str, str]) -> None:
        self.commands, self.environment = commands, environment
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Children":
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(0))
        for name, command in self.commands.items():
            # A session of its own: Ctrl-C reaches only the parent, which then ends the others in order.
            self.running[name] = subprocess.Popen(  # noqa: S603
                command, cwd=settings.BASE_DIR, env=self.environment, start_new_session=True
            )
        return self

    def watch(self) -> None:
        """Until Ctrl-C. A worker or scheduler that dies is started again, the worker once the database answers;
        without its web server Qifu stops.
        """
        try:
            while True:
                time.sleep(1)
                for name, child in self.running.items():
                    if child.poll() is None:
                        continue
                    if name == "web":
                        raise Refusal(
                            f"The web server ended with status {child.returncode}; see the lines above."
                        )
                    if name == "worker" and not taken_up_lost():
                        continue
                    self.running[name] = subprocess.Popen(  # noqa: S603
                        self.commands[name],
                        cwd=settings.BASE_DIR,
                        env=self.environment,
                        start_new_session=True,
                    )
        except KeyboardInterrupt:
            print()

    def __exit__(self, *_error: object) -> None:
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def taken_up_lost() -> bool:
    """Not when the database does not answer, which may be what the worker died of: it is asked again in a second."""
    close_old_connections()
    try:
        take_up_lost()
    except (OperationalError, InterfaceError):
        return False
    return True


def wait_until_served(host: str, port: int, children: Children) -> None:
    for _try in range(300):
        if (status := children.running["web"].poll()) is not None:
            raise Refusal(f"The web server ended with status {status}; see the lines above.")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)
    raise Refusal("The web server did not answer within 30 seconds.")


def welcome(host: str, port: int) -> str:
    people = sign_ins()
    lines = ["", f"  Qifu 企服 is ready: http://{host}:{port}"]
    if people:
        lines += ["", f"  Sign in as one of these; the password is {people[0].password}"]
        lines += [f"    {person.username:<14} {person.role}，{person.note}" for person in people]
    return "\n".join([*lines, "", "  Ctrl-C ends it."])
