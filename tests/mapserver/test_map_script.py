"""The map's bundles: made of the sources that lie beside them, and asking nothing of anyone."""

import json
import re
import shutil
import subprocess
from hashlib import sha256

import pytest

from gis.mapserver.script import bundle, leaflet_script, styles
from tests.system import ROOT

HOME = ROOT / "pages" / "components" / "camera_map"
BUNDLES = {"component.js", "map.css", "map.js", "offline.js"}


def fingerprint(folder):
    """As build.js has it: names and contents in the order of the names, a zero byte after each."""
    total = sha256()
    for path in sorted([*folder.glob("*.js"), *folder.glob("*.css")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def test_the_bundles_are_all_there():
    assert {path.name for path in (HOME / "dist").iterdir()} == BUNDLES


@pytest.mark.parametrize("name", sorted(BUNDLES))
def test_a_bundle_names_the_sources_it_is_made_of(name):
    """Without node: a source that was changed, and not built, is noticed."""
    first = (HOME / "dist" / name).read_text("utf-8").splitlines()[0]
    assert f"sha256 {fingerprint(HOME / 'src')} " in first, "npm run build"


def test_a_changed_source_has_another_fingerprint(tmp_path):
    shutil.copytree(HOME / "src", tmp_path / "src")
    before = fingerprint(tmp_path / "src")
    with (tmp_path / "src" / "clusters.js").open("a") as file:
        file.write("//\n")
    assert fingerprint(tmp_path / "src") != before == fingerprint(HOME / "src")


def test_a_fresh_build_makes_the_same():
    node = shutil.which("node")
    if node is None or not (HOME / "node_modules" / "esbuild").is_dir():
        pytest.skip("node or its packages are missing: `python3 start.py test` installs them")
    command = [node, "build.js", "--check"]
    told = subprocess.run(command, cwd=HOME, capture_output=True, encoding="utf-8", check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_the_lock_names_no_registry_and_pins_every_package():
    wanted = json.loads((HOME / "package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    locked = json.loads((HOME / "package-lock.json").read_text("utf-8"))["packages"]
    assert all("resolved" not in package for package in locked.values())
    assert all("integrity" in package for name, package in locked.items() if name)


def test_nothing_is_asked_of_anyone():
    assert "sourceMappingURL" not in leaflet_script()
    assert set(re.findall(r"url\(.*?\)", styles())) == set()
    scripts = bundle("component") + bundle("map") + bundle("offline")
    assert not re.search(r"^import\b|\bimport ?\(['\"]|sourceMappingURL", scripts, re.MULTILINE)


@pytest.mark.browser
def test_a_browser_finds_in_each_what_a_page_asks_of_it(browser):
    page = browser.new_page()
    asked = (
        "(text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))"
        ".then((module) => Object.keys(module))"
    )
    assert page.evaluate(asked, f"{leaflet_script()}\n{bundle('map')}") == ["createMap"]
    assert page.evaluate("typeof L.map") == "function"
    assert page.evaluate(asked, bundle("component")) == ["default"]
    exported = f"(() => {{ {bundle('offline')}; return Object.keys(cameraMap); }})()"
    assert page.evaluate(exported) == ["openFile"]
    page.close()
