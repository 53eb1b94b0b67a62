"""A real HTTP server, good and bad, and the files it serves."""

import hashlib
import json
import signal
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import shapely

from gis.communes import boundaries, download
from gis.communes.boundaries import install, load_communes, read_communes
from gis.communes.schematic import read_commune_facts
from gis.core.errors import BoundaryError, FileError

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "boundaries"


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The upstream's own files where they are at hand, else small squares in its layout."""
    if SHARED.is_dir():
        return SHARED
    folder = tmp_path_factory.mktemp("upstream")
    for i, code in enumerate(read_commune_facts()["code"]):
        square = shapely.box(106 + i / 100, 17, 106 + (i + 1) / 100, 17.01)
        feature = {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": shapely.geometry.mapping(square),
        }
        file = folder / "json" / f"{code}.geojson"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return folder


@pytest.fixture(scope="session")
def manifest(upstream: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own manifest for the real files, one of their own for the squares."""
    if upstream == SHARED:
        return boundaries.BOUNDARY_SUMS
    lines = [
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(upstream)}\n"
        for f in sorted(upstream.rglob("*.geojson"))
    ]
    path = tmp_path_factory.mktemp("manifest") / "boundaries.sha256"
    path.write_text("".join(lines))
    return path


class Server:
    """Serves a folder; counts requests; can cut, spoil, refuse or hold chosen answers."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self.trouble: dict[int, str] = {}  # the how-manieth request → what goes wrong
        server = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                trouble = server.trouble.get(len(server.asked))
                if trouble is None:
                    super().do_GET()
                elif trouble == "refuse":
                    self.send_error(503)
                else:
                    content = (folder / self.path.lstrip("/")).read_bytes()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    if trouble == "cut":
                        self.wfile.write(content[: len(content) // 2])
                    elif trouble == "spoil":
                        self.wfile.write(b"x" + content[1:])
                    elif trouble == "hold":
                        threading.Event().wait(30)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server(upstream: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(download, "PAUSE_S", 0.01)
    running = Server(upstream)
    yield running
    running.http.shutdown()
    running.http.server_close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "local" / "communes.gpkg"


def test_all_78_come_over_http_with_progress_and_nothing_stays_behind(server, manifest, target):
    seen = []
    install(server.url, target=target, manifest=manifest, progress=lambda *p: seen.append(p))
    table = load_communes(target)
    assert seen == [(i, 78) for i in range(1, 79)]
    assert table["code"].tolist() == read_commune_facts()["code"].tolist()
    assert table.crs == "EPSG:4326"
    assert table.geometry.is_valid.all()
    assert table.attrs["source"] == "official"
    assert [f.name for f in target.parent.iterdir()] == ["communes.gpkg"]


def test_a_cut_connection_is_tried_again(server, manifest, target):
    server.trouble = {3: "cut", 40: "cut"}
    install(server.url, target=target, manifest=manifest)
    assert len(load_communes(target)) == 78
    assert len(server.asked) == 80


def test_a_line_that_stays_cut_leaves_nothing_installed_and_the_next_try_asks_only_the_rest(
    server, manifest, target
):
    server.trouble = {50: "cut", 51: "cut", 52: "cut"}
    with pytest.raises(BoundaryError, match=server.asked[-1] if server.asked else "geojson"):
        install(server.url, target=target, manifest=manifest)
    assert not target.exists()
    server.asked.clear()
    server.trouble.clear()
    install(server.url, target=target, manifest=manifest)
    assert len(server.asked) == 78 - 49
    assert len(load_communes(target)) == 78


def test_wrong_bytes_are_refused_by_name_and_not_kept(server, manifest, target):
    server.trouble = {5: "spoil"}
    with pytest.raises(BoundaryError, match="SHA-256"):
        install(server.url, target=target, manifest=manifest)
    assert not target.exists()
    assert len(list(target.with_suffix(".partial").iterdir())) == 4


def test_a_refusal_is_said_with_its_number_and_not_tried_again(server, manifest, target):
    server.trouble = {2: "refuse"}
    with pytest.raises(BoundaryError, match="503"):
        install(server.url, target=target, manifest=manifest)
    assert len(server.asked) == 2


def test_an_address_nobody_answers_is_a_clear_error(manifest, target, monkeypatch):
    monkeypatch.setattr(download, "PAUSE_S", 0.01)
    with pytest.raises(BoundaryError, match=r"127\.0\.0\.1:9/"):
        install("http://127.0.0.1:9", target=target, manifest=manifest)


def test_other_kinds_of_address_are_not_opened(manifest, target):
    with pytest.raises(BoundaryError, match="http"):
        install("file:///etc", target=target, manifest=manifest)


def test_a_folder_serves_as_well_and_a_missing_file_is_named(upstream, manifest, target, tmp_path):
    install(str(upstream), target=target, manifest=manifest)
    before = target.read_bytes()
    with pytest.raises(BoundaryError, match="geojson"):
        install(str(tmp_path / "empty"), target=target, manifest=manifest)
    assert target.read_bytes() == before


def test_without_a_source_the_first_mirror_folder_is_used(upstream, manifest, target, tmp_path):
    mirrors = (tmp_path / "not there", upstream)
    install(target=target, manifest=manifest, mirrors=mirrors)
    assert len(load_communes(target)) == 78


def test_a_killed_download_leaves_nothing_half_installed(server, manifest, target):
    server.trouble = {20: "hold"}
    code = "import sys; from pathlib import Path; from gis.communes.boundaries import install; "
    code += "install(sys.argv[1], target=Path(sys.argv[2]), manifest=Path(sys.argv[3]))"
    child = subprocess.Popen([sys.executable, "-c", code, server.url, target, manifest], cwd=ROOT)
    while len(server.asked) < 20:
        assert child.poll() is None
    child.kill()
    assert child.wait() == -signal.SIGKILL
    assert not target.exists()
    server.asked.clear()
    server.trouble.clear()
    install(server.url, target=target, manifest=manifest)
    assert len(server.asked) == 78 - 19
    assert len(load_communes(target)) == 78


def test_a_damaged_file_is_said_with_what_to_do(target):
    target.parent.mkdir()
    target.write_bytes(b"not a geopackage")
    with pytest.raises(BoundaryError, match="gis boundaries"):
        load_communes(target)


def test_own_communes_need_code_name_and_crs(tmp_path):
    file = tmp_path / "own.geojson"
    feature = {"type": "Feature", "properties": {"code": "1"}, "geometry": None}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(FileError, match="name"):
        read_communes(file)
    file.write_text("{")
    with pytest.raises(FileError, match="GeoJSON"):
        read_communes(file)
