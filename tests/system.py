"""Parts of the system that tests need: found, installed by apt where allowed, else said to lack."""

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import create_engine, text

with suppress(ImportError):  # not on Windows
    import fcntl

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
POSTGRESQL = Path("/usr/lib/postgresql")
ROOT = Path(__file__).resolve().parents[1]


def chromium_path() -> str:
    """Return the path of Chromium or Chrome."""
    return _found(_chromium, "Chromium", "chromium", "fonts-noto-core")


def firefox_path() -> str:
    """Return the path of Firefox."""
    return _found(_firefox, "Firefox", "firefox-esr")


def _firefox() -> str | None:
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def postgresql_programs() -> Path:
    """Return the folder of the programs of a PostgreSQL that has PostGIS."""
    return Path(_found(_postgresql_with_postgis, "PostGIS", "postgresql-postgis"))


OFFICE = ("soffice", "pdftotext", "pdffonts", "pdfinfo")


def office_programs() -> dict[str, str]:
    """Return the paths of LibreOffice (Writer and Calc) and of readers of PDF."""
    packages = ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils")
    _found(_office, "LibreOffice", *packages, "fonts-liberation")
    return {name: str(shutil.which(name)) for name in OFFICE}


def _office() -> str | None:
    return shutil.which("soffice") if all(map(shutil.which, OFFICE)) else None


def qgis_python() -> str:
    """Return the path of a Python that has QGIS (about 100 MB to fetch, two minutes)."""
    return _found(_python_with_qgis, "QGIS", "python3-qgis", "fonts-liberation")


def _python_with_qgis() -> str | None:
    python = "/usr/bin/python3"
    asked = [python, "-c", "import qgis.core"]
    if not Path(python).exists():
        return None
    return (
        python if subprocess.run(asked, capture_output=True, check=False).returncode == 0 else None
    )


def _found(find, part: str, *packages: str) -> str:
    """Find a part; install its packages when it is missing; skip (or fail) when that fails."""
    path = find()
    if path is None:
        with alone("install"):
            path = find()
            if path is None and _apt_install(*packages):
                path = find()
    return path or missing(f"{part} is missing; on Debian/Ubuntu: apt install {' '.join(packages)}")


@contextmanager
def alone(purpose: str) -> Iterator[None]:
    """One process after the other: two that install at once stand in each other's way."""
    with (Path(tempfile.gettempdir()) / f"camera-tests-{purpose}.lock").open("w") as lock:
        if platform.system() == "Linux":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def missing(message: str) -> NoReturn:
    if os.environ.get("CAMERA_STRICT_TESTS") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _postgresql_with_postgis() -> str | None:
    """Find the newest PostgreSQL of the system with PostGIS beside it."""
    shares = Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    versions = sorted((path.parts[-3] for path in shares), key=int, reverse=True)
    programs = [POSTGRESQL / version / "bin" for version in versions]
    return next((str(folder) for folder in programs if (folder / "initdb").exists()), None)


def _apt_install(*packages: str) -> bool:
    """Install Debian packages when this user may; return whether that worked."""
    if platform.system() != "Linux" or shutil.which("apt-get") is None:
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and (shutil.which("sudo") is None or subprocess.call([*rights, "true"])):
        return False
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.call([*apt, "update"], stdin=subprocess.DEVNULL)
    install = [*apt, "install", "--no-install-recommends", "-y", *packages]
    return subprocess.call(install, stdin=subprocess.DEVNULL) == 0


def free_port() -> int:
    """Return a TCP port of this machine on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(is_so: Callable[[], Any], otherwise: str, *, seconds: float = 30) -> Any:
    """Ask until something is so, and return it; fail with these words when it never is."""
    end, never = time.monotonic() + seconds, threading.Event()
    while not (found := is_so()):
        if time.monotonic() > end:
            pytest.fail(otherwise)
        never.wait(0.05)
    return found


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port of this machine."""
    until(lambda: _listens(port), "the server did not start", seconds=60)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True)
class Postgis:
    """A PostGIS cluster of our own: `url` of its database, and its switch."""

    url: str
    control: tuple[Path | str, ...]
    settings: tuple[str, ...]

    def start(self) -> None:
        _as_postgres(*self.control, *self.settings, "start")

    def stop(self) -> None:
        _as_postgres(*self.control, "-m", "immediate", "stop")


@contextmanager
def throwaway_postgis() -> Iterator[Postgis]:
    """Run a PostGIS cluster of our own; remove it at the end."""
    programs, port = postgresql_programs(), free_port()
    with tempfile.TemporaryDirectory(prefix="postgis-", ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = f"{folder}/data"
        _as_postgres(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N")
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        server = Postgis(
            f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres",
            (programs / "pg_ctl", "-D", data, "-w"),
            ("-l", f"{folder}/log", "-o", settings),
        )
        server.start()
        try:
            place = ("-h", folder, "-p", str(port), "-U", "postgres")
            _as_postgres(programs / "psql", *place, "-qc", "CREATE EXTENSION postgis")
            yield server
        finally:
            server.stop()


def _as_postgres(program: Path, *arguments: str) -> None:
    """Run a program of PostgreSQL, which refuses to run as root, as its own user then."""
    user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    subprocess.run(
        [str(program), *arguments],
        **(user if os.geteuid() == 0 else {}),
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def running_app(
    store_url: str, log: Path, root: Path = ROOT, port: int | None = None
) -> Iterator[str]:
    """The app on a store, as a process of its own; gives its address. It must not fall over."""
    environment, port = os.environ | {"CAMERA_STORE": store_url}, port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("w") as told:
        running = subprocess.Popen(command, cwd=root, env=environment, stdout=told, stderr=told)
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(20)
    assert "Traceback" not in log.read_text("utf-8")


def empty(address: str) -> str:
    """Empty a PostgreSQL database; return its address."""
    engine = create_engine(address)
    with engine.begin() as connection:
        schemas = "DROP SCHEMA IF EXISTS public, results CASCADE"
        for statement in (schemas, "CREATE SCHEMA public"):
            connection.execute(text(statement))
    engine.dispose()
    return address
