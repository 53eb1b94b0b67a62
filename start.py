"""Start the app, or run its tests, on a machine that has nothing but Python.

``python3 start.py [--port N] [--host NAME]… [--network] [--live-layers on|off] [--wheels DIR]``
    Makes ``.venv``, installs what is pinned, gets the boundaries, makes the demo register when
    there is none, starts the app and prints its address. ``--host`` names the app as browsers on
    other machines call it: through a proxy on this machine, or, with ``--network``, directly.
    Under a name other machines know, programs such as QGIS read layers with ``--live-layers on``.
``python3 start.py test [--strict] [--wheels DIR] [pytest arguments…]``
    The same environment, then every check and all tests, in stages whose times are told at the
    end. ``--strict`` lets no test be skipped for want of a system part.
``python3 start.py check [NAME…]``
    The checks alone, or some of them: what is quick enough for every commit.

Standard library only, in syntax that Python 3.6 reads too, so that it can say what is needed.
"""

import argparse
import hashlib
import http.client
import importlib.util
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_TIME, DEVELOPMENT = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
LOCAL = ROOT / "data" / "local"
# What every commit must pass, by name; .pre-commit-config.yaml runs each. The whole suite holds
# those that are tests themselves.
CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "map": ("tools.map_scripts",),
    "types": ("mypy",),
    "references": ("pytest", "-q", "tests/test_references.py", "tests/test_benchmark_tables.py"),
    "translations": ("pytest", "-q", "tests/test_translations.py"),
    "foreign": ("pytest", "-q", "tests/test_locks.py", "tests/test_foreign_places.py"),
}
# The names a machine has for itself; .streamlit/config.toml has the same.
OWN_NAMES = ("localhost", "127.0.0.1", "::1")
MIRRORS = (ROOT / "data" / "mirror", ROOT.parent / "shared" / "data" / "boundaries")


class Stage(NamedTuple):
    """A named part of a run: how long it took, and its exit code."""

    name: str
    seconds: float
    code: int


class CannotStartError(Exception):
    """Something outside the program is missing; the message says what to do, in one line."""


def unsupported(version: "tuple[int, int]", system: str, release: str) -> str:
    """Return why this machine cannot run the app, in one line; empty when it can.

    `system` is as `platform.system` tells it, `release` the version of macOS.
    """
    if not (3, 11) <= version < (3, 15):
        found = "{}.{}".format(*version)
        return f"Cần Python 3.11–3.14, đây là {found} / Python 3.11–3.14 is needed, this is {found}"
    if system not in {"Linux", "Windows", "Darwin"}:
        return f"Chưa hỗ trợ {system} / {system} is not supported: Linux, Windows, macOS 14+"
    if system == "Darwin" and int(release.split(".", maxsplit=1)[0]) < 14:
        return f"Cần macOS 14 trở lên, đây là {release} / macOS 14 or later is needed"
    return ""


def say(vietnamese: str, english: str) -> None:
    """Print one line in both languages."""
    print(f"{vietnamese} / {english}", flush=True)


def prepare(files: "list[Path]", wheels: "str | None") -> None:
    """Make ``.venv`` for this Python and install `files`, only what is not there yet."""
    check_writable()
    if not environment_fits():
        make_environment()
    wanted = {ENVIRONMENT / f"{file.name}.stamp": stamp(file) for file in files}
    if any(not path.is_file() or path.read_text() != text for path, text in wanted.items()):
        install(files, wheels)
        for path, text in wanted.items():
            path.write_text(text)


def stamp(file: Path, version: str = platform.python_version()) -> str:
    """Return the fingerprint of a requirement file on a Python version."""
    return hashlib.sha256(version.encode() + b"\n" + file.read_bytes()).hexdigest()


def check_writable() -> None:
    """Refuse a folder that nothing can be written to."""
    try:
        with tempfile.TemporaryFile(dir=str(ROOT)):
            pass
    except OSError as error:
        raise CannotStartError(
            f"Không ghi được vào thư mục {ROOT}; hãy chép sang nơi khác hoặc cấp quyền ghi / "
            f"Cannot write to {ROOT} ({error.strerror}); copy it elsewhere or grant access"
        ) from error


def environment_fits() -> bool:
    """Tell whether ``.venv`` is there and was made by this minor version of Python."""
    settings = ENVIRONMENT / "pyvenv.cfg"
    made_by = "version = {}.{}.".format(*sys.version_info[:2])
    return PYTHON.exists() and settings.is_file() and made_by in settings.read_text("utf-8")


def make_environment() -> None:
    """Make ``.venv`` anew."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        raise CannotStartError(
            f"Python này thiếu mô-đun venv; trên Debian/Ubuntu: sudo apt install {package} / "
            f"This Python lacks the venv module; on Debian/Ubuntu: sudo apt install {package}"
        )
    say("Tạo môi trường .venv …", "Making .venv …")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]):
        raise CannotStartError("Không tạo được .venv (xem ở trên) / Cannot make .venv (see above)")


def install(files: "list[Path]", wheels: "str | None") -> None:
    """Install the requirement files, from the folder `wheels` alone when given."""
    say("Cài đặt các gói …", "Installing packages …")
    source = ["--no-index", "--find-links", str(Path(wheels).resolve())] if wheels else []
    wanted = [part for file in files for part in ("-r", str(file))]
    if run("pip", "install", "--disable-pip-version-check", *source, *wanted):
        raise CannotStartError(
            "Không cài được gói (xem ở trên). Không có mạng: chép thư mục gói sang rồi dùng "
            "--wheels DIR / Packages were not installed (see above). No network: bring a folder "
            "made by `pip download -r requirements.txt -d DIR`, then use --wheels DIR"
        )


def run(module: str, *arguments: str, output: "IO[bytes] | None" = None) -> int:
    """Run a module of the environment in the project's folder; return its exit code."""
    command = [str(PYTHON), "-m", module, *arguments]
    return subprocess.call(command, cwd=str(ROOT), stdout=output, stderr=output)


def get_boundaries() -> None:
    """Get the commune boundaries once; the app can do without, on schematic ones.

    Where the network did not answer once, later starts ask only a mirror; the app has a button.
    """
    asked = LOCAL / "boundaries.asked"
    at_hand = "CAMERA_BOUNDARIES" in os.environ or any(folder.is_dir() for folder in MIRRORS)
    if (LOCAL / "communes.gpkg").exists() or (asked.exists() and not at_hand):
        return
    if run("gis", "boundaries"):
        asked.parent.mkdir(parents=True, exist_ok=True)
        asked.touch()
        say(
            "Chưa có ranh giới thật: ứng dụng mở trên ranh giới sơ đồ",
            "No real boundaries yet: the app opens on schematic ones",
        )


def start(port: int, wheels: "str | None", hosts: "list[str]", *, network: bool) -> int:
    """Start the app and stay until it ends; return its exit code.

    `hosts` are names the app goes by besides this machine's own; `network` lets other machines
    reach it.
    """
    if answers(port):
        say(f"Đang chạy rồi: {address(port)}", f"Running already: {address(port)}")
        return 0
    prepare([RUN_TIME], wheels)
    get_boundaries()
    if "CAMERA_STORE" in os.environ or not (LOCAL / "register.sqlite").exists():
        code = run("gis", "demo", "--if-empty")
        if code:
            return code
    if network:
        os.environ["CAMERA_NETWORK"] = "1"
    return serve(next_free(port), server_options(hosts, network=network))


def server_options(hosts: "list[str]", *, network: bool) -> "list[str]":
    """Return the options of the server that name its hosts, and where it listens."""
    names = [part for name in (*OWN_NAMES, *hosts) for part in ("--server.allowedHosts", name)]
    address = ["--server.address", "0.0.0.0"] if network else []  # noqa: S104 - asked for
    return [*(names if hosts else []), *address]


def serve(port: int, more: "list[str]") -> int:
    """Run the server, print its address once it answers, hand Ctrl-C on, return its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = ["run", "app.py", "--server.port", str(port), *more]
    server = subprocess.Popen([str(PYTHON), "-m", "streamlit", *options], cwd=str(ROOT))
    try:
        while server.poll() is None and not answers(port):
            time.sleep(0.1)
        if server.poll() is None:
            say(f"Mở trình duyệt tại {address(port)}", f"Open {address(port)} (Ctrl-C: dừng, stop)")
        code = server.wait()
    except KeyboardInterrupt:
        if os.name != "nt":  # there the console has told the server already
            server.terminate()
        code = server.wait()
    return code if code >= 0 else 128 - code  # ended by a signal: as shells count it


def address(port: int) -> str:
    """Return the app's address on this machine."""
    return f"http://127.0.0.1:{port}"


def answers(port: int) -> bool:
    """Tell whether the app answers on a port; no proxy is asked."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address(port)}/_stcore/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except (OSError, http.client.HTTPException):  # nobody, or somebody who speaks no HTTP
        return False


def next_free(port: int) -> int:
    """Return the port, or the next one above it on which nobody listens."""
    for candidate in range(port, 65536):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", candidate)):
                return candidate
    raise CannotStartError(f"Không còn cổng trống từ {port} / No free port from {port} up")


def test(pytest_arguments: "list[str]", *, strict: bool, wheels: "str | None") -> int:
    """Run every check and all tests, types beside them; return the first code that is not 0."""
    stages = [timed("packages", partial(prepare, [RUN_TIME, DEVELOPMENT], wheels))]
    stages.append(timed("boundaries", get_boundaries))
    if strict:
        os.environ["CAMERA_STRICT_TESTS"] = "1"
    tests_hold = [name for name, command in CHECKS.items() if command[0] == "pytest"]
    quick = [name for name in CHECKS if name not in {"types", *tests_hold}]
    stages += [timed(name, partial(run, *CHECKS[name])) for name in quick]
    with tempfile.TemporaryFile() as output, ThreadPoolExecutor(1) as beside:
        types = beside.submit(
            timed, "types", partial(run, *CHECKS["types"], output=output), quiet=True
        )
        stages.append(timed("tests", partial(run, "pytest", *pytest_arguments)))
        stages.append(types.result())
        output.seek(0)
        print(output.read().decode("utf-8", "replace"), end="")
    return close(stages)


def check(names: "list[str]", wheels: "str | None") -> int:
    """Run the checks of these names, all without one; return the first code that is not 0."""
    prepare([RUN_TIME, DEVELOPMENT], wheels)
    return close([timed(name, partial(run, *CHECKS[name])) for name in names or CHECKS])


def timed(name: str, action: "Callable[[], int | None]", *, quiet: bool = False) -> Stage:
    """Do one stage of a run and print its time, unless `quiet`."""
    begin = time.monotonic()
    code = action() or 0
    seconds = time.monotonic() - begin
    if not quiet:
        print(f"== stage {name}: {seconds:.1f} s", flush=True)
    return Stage(name, seconds, code)


def close(stages: "list[Stage]") -> int:
    """Print the table of stages; return the first code that is not 0."""
    print("== stages")
    for name, seconds, code in stages:
        print(f"{name:<14}{seconds:>8.1f} s" + (f"  failed: {code}" if code else ""), flush=True)
    return next((stage.code for stage in stages if stage.code), 0)


def main(arguments: "list[str]") -> int:
    """Do what the command line says; return the exit code."""
    refusal = unsupported(sys.version_info[:2], platform.system(), platform.mac_ver()[0])
    if refusal:
        print(refusal, file=sys.stderr)
        return 2
    os.environ.setdefault("PYTHONUTF8", "1")  # Vietnamese comes out whole on any console
    parser = argparse.ArgumentParser(prog="start.py", allow_abbrev=False)
    parser.add_argument("--wheels", metavar="DIR", help="install from this folder, no network")
    try:
        if arguments[:1] == ["test"]:
            parser.add_argument("--strict", action="store_true", help="no skipped tests")
            options, rest = parser.parse_known_args(arguments[1:])
            return test(rest, strict=options.strict, wheels=options.wheels)
        if arguments[:1] == ["check"]:
            parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(CHECKS))
            options = parser.parse_args(arguments[1:])
            unknown = set(options.names) - set(CHECKS)
            if unknown:
                parser.error(f"{', '.join(sorted(unknown))}? {', '.join(CHECKS)}")
            return check(options.names, options.wheels)
        parser.add_argument("--port", type=int, default=8501, metavar="N", help="1–65535")
        parser.add_argument("--host", action="append", default=[], metavar="NAME", help="its name")
        parser.add_argument("--network", action="store_true", help="let other machines reach it")
        parser.add_argument(
            "--live-layers", choices=("on", "off"), help="layers for QGIS and others; see docs"
        )
        options = parser.parse_args(arguments)
        if options.port not in range(1, 65536):
            parser.error("--port: 1–65535")
        if options.network and not options.host:
            parser.error("--network: --host NAME, as other machines call this one")
        if options.live_layers:
            os.environ["CAMERA_LIVE_LAYERS"] = str(int(options.live_layers == "on"))
        return start(options.port, options.wheels, options.host, network=options.network)
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
