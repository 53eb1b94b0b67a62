"""The house is built as its plan says: read from the source alone, nothing is imported."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path
from tokenize import COMMENT, generate_tokens

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What each room may import besides itself, from the ground up: tables go right.
TABLES = {"core", "vocabulary", "communes", "register", "ingest", "coverage", "demand"}
MODEL, SOLVE = "restoration.model", "restoration.solve"
PLANS, FILES, ROBUSTNESS = "restoration.plans", "restoration.files", "restoration.robustness"
SCHEDULING = "restoration.scheduling"
RESTORATION = {MODEL, SOLVE, PLANS, FILES, ROBUSTNESS, SCHEDULING, "siting"}
RESULTS = {*TABLES, "analysis", *RESTORATION, "drill_down", "survey"}
LEAVING = {*RESULTS, "store", "export", "documents", "packages", "scenarios", "mapserver", "live"}
MAY_IMPORT = {
    "gis": {"library"},
    "library": {*LEAVING, "simulation"},
    "core": set(),
    "vocabulary": {"core"},
    "communes": {"core"},
    "register": {"core", "vocabulary"},
    "ingest": {"core", "vocabulary", "register", "communes"},
    "simulation": TABLES - {"ingest", "coverage"},
    "coverage": {"core", "register"},
    "demand": {"core", "vocabulary", "communes", "register", "ingest"},
    "analysis": TABLES - {"ingest"},
    MODEL: {*TABLES, "analysis"} - {"coverage"},
    SOLVE: {"core", MODEL},
    PLANS: {*TABLES, "analysis", MODEL, SOLVE} - {"coverage"},
    FILES: {"core", "vocabulary", "communes", "ingest", MODEL},
    ROBUSTNESS: {*TABLES, "analysis", MODEL, SOLVE, PLANS} - {"ingest"},
    SCHEDULING: {*TABLES, "analysis", MODEL, PLANS} - {"ingest"},
    "siting": {*TABLES, "analysis", MODEL, SOLVE, PLANS} - {"ingest"},
    "drill_down": {*TABLES, "analysis", MODEL, PLANS},
    "survey": {"core", "vocabulary", "register"},
    "store": {*TABLES, "survey"} - {"coverage"},
    "export": {*RESULTS, "store"},
    "documents": {*RESULTS, "export"},
    "live": {*RESULTS, "export", "mapserver", "runtime"},
    "packages": {*RESULTS, "store", "gis"},
    "scenarios": {*RESULTS, "store"},
    "mapserver": {*RESULTS, "store"},
    "runtime": LEAVING - {"documents"},
    "cli": {*LEAVING, "runtime", "simulation"},
    "pages": {*LEAVING, "runtime", "simulation"},
}
WEB = ("app.py", "main.py", "pages/")
READS_ENVIRONMENT = {"start.py", "gis/__main__.py", "pages/components/shared/session.py"}
CLOCK = "gis/core/clock.py"
WALL_TIME = {
    *("date.today", "datetime.now", "datetime.utcnow", "datetime.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime"),
    *("Timestamp.now", "Timestamp.today", "Timestamp.utcnow"),
}
FORMATTED = ("gis", "pages", "tests", "benchmarks")
SWITCH = "fmt:"
LONGEST_BODY = 50
# Names that mean the same in each of their modules: what a command adds, what a sandbox and a
# type variable is; and the library's verbs.
SAME_EVERYWHERE = {
    *("add", "LIMITS", "prepare", "T"),
    *("analyse", "load_communes", "make_plan", "rank", "simulate"),
}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
HTML_WRITERS = ("innerHTML", "outerHTML", "insertAdjacentHTML")


@cache
def sources(root: Path) -> dict[str, ast.Module]:
    """Parse the product's Python files: path from the root → tree."""
    files = [*root.glob("*.py"), *root.glob("gis/**/*.py"), *root.glob("pages/**/*.py")]
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(files)
    }


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def room(module: str) -> str:
    """Return the room a module lies in, as the import rule names it."""
    parts = module.split(".")
    if parts[0] != "gis":
        return "pages"
    if parts[1:2] in (["__main__"], ["cli"]):
        return "cli"
    if parts[1:2] == ["restoration"]:
        return ".".join(parts[1:3])
    return parts[1] if len(parts) > 1 else "gis"


def imported(tree: ast.AST) -> Iterator[str]:
    """Give every dotted name imported anywhere in a file; a relative one starts with a dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def own_imports(root: Path) -> dict[str, set[str]]:
    """Return the import graph of the product: module → own modules it imports."""
    trees = {module_name(path): tree for path, tree in sources(root).items()}

    def own(name: str) -> str | None:
        return next((n for n in (name, name.rpartition(".")[0]) if n in trees), None)

    return {
        module: {target for target in map(own, imported(tree)) if target}
        for module, tree in trees.items()
    }


def wrong_levels(root: Path) -> Iterator[str]:
    for module, targets in own_imports(root).items():
        here = room(module)
        if here not in MAY_IMPORT and here != "restoration":
            yield f"{module}: no room of the plan"
            continue
        may = {here, *MAY_IMPORT.get(here, set())}
        yield from (f"{module} imports {t}" for t in sorted(targets) if room(t) not in may)


def public_names(tree: ast.Module) -> set[str] | None:
    """Return what ``__all__`` of a room names, None where a room names nothing."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return None


def private_modules(root: Path) -> Iterator[str]:
    """Give imports of modules that their room does not name in its ``__all__``."""
    rooms = {
        module_name(path): names
        for path, tree in sources(root).items()
        if path.startswith("gis/") and path.endswith("/__init__.py") and path.count("/") > 1
        if (names := public_names(tree)) is not None
    }
    for module, targets in own_imports(root).items():
        for target in sorted(targets):
            parts = target.split(".")
            for k in range(2, len(parts)):
                here = ".".join(parts[:k])
                inside = module == here or module.startswith(f"{here}.")
                if here in rooms and not inside and parts[k] not in rooms[here]:
                    yield f"{module} imports {target}, which {here} does not name"


def module_names(tree: ast.Module) -> Iterator[str]:
    """Give the public names a module defines."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def names_of_several_homes(root: Path) -> Iterator[str]:
    homes: dict[str, list[str]] = {}
    for path, tree in sources(root).items():
        if path.startswith(("gis/", "pages/components/")) and "/versions/" not in path:
            for name in {n for n in module_names(tree) if not n.startswith("_")}:
                homes.setdefault(name, []).append(path)
    for name, paths in homes.items():
        if len(paths) > 1 and name not in SAME_EVERYWHERE:
            yield f"{name}: {', '.join(paths)}"


def cycles(root: Path) -> Iterator[str]:
    try:
        TopologicalSorter(own_imports(root)).prepare()
    except CycleError as error:
        yield " → ".join(error.args[1])


def relative_imports(root: Path) -> Iterator[str]:
    for path, tree in sources(root).items():
        yield from (f"{path}: {name}" for name in imported(tree) if name.startswith("."))


def nameless_modules(root: Path) -> Iterator[str]:
    for path in sources(root):
        yield from (path for part in module_name(path).split(".") if part in NAMELESS)


def streamlit_outside_the_web(root: Path) -> Iterator[str]:
    for path, tree in sources(root).items():
        names = {name.split(".")[0] for name in imported(tree)}
        if "streamlit" in names and not path.startswith(WEB):
            yield path


def long_files(root: Path) -> Iterator[str]:
    for pattern, limit in (("pages/*.py", 100), ("gis/**/*.py", 400)):
        for path in sorted(root.glob(pattern)):
            lines = len(path.read_text("utf-8").splitlines())
            if lines > limit:
                yield f"{path.relative_to(root).as_posix()}: {lines} lines, at most {limit}"


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function below its docstring."""
    says = isinstance(function.body[0], ast.Expr) and ast.get_docstring(function) is not None
    body = function.body[says:]
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def long_bodies(root: Path) -> Iterator[str]:
    for path, tree in sources(root).items():
        if "/migrations/" in path:  # they are never changed
            continue
        functions = (
            n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        yield from (f"{path}: {f.name}" for f in functions if _body_lines(f) > LONGEST_BODY)


def formatter_switched_off(root: Path) -> Iterator[str]:
    for path in [*root.glob("*.py"), *(p for d in FORMATTED for p in root.glob(f"{d}/**/*.py"))]:
        text = path.read_text("utf-8")
        if SWITCH in text:
            comments = (t for t in generate_tokens(StringIO(text).readline) if t.type == COMMENT)
            yield from (f"{path.name}:{c.start[0]}" for c in comments if SWITCH in c.string)


def environment_readers(root: Path) -> Iterator[str]:
    for path, tree in sources(root).items():
        reads = any(
            isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
            for node in ast.walk(tree)
        ) or {"os.environ", "os.environb", "os.getenv"} & set(imported(tree))
        if reads and path not in READS_ENVIRONMENT:
            yield path


def clock_readers(root: Path) -> Iterator[str]:
    for path, tree in sources(root).items():
        reads = (n for n in ast.walk(tree) if isinstance(n, ast.Attribute))
        named = ((n.lineno, ".".join(ast.unparse(n).split(".")[-2:])) for n in reads)
        found = [f"{path}:{line} {name}" for line, name in named if name in WALL_TIME]
        found += [f"{path}: {name}" for name in imported(tree) if name in WALL_TIME]
        yield from (found if path != CLOCK else [])


def unsafe_html(root: Path) -> Iterator[str]:
    for path, tree in sources(root).items():
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.keyword))
        yield from (f"{path}:{k.lineno}" for k in calls if k.arg == "unsafe_allow_html")
    for path in sorted([*root.glob("gis/**/*.js"), *root.glob("pages/**/*.js")]):
        if "node_modules" in path.parts:
            continue
        text = path.read_text("utf-8")
        yield from (f"{path.name}: {word}" for word in HTML_WRITERS if word in text)


def imports_of_tests(root: Path) -> Iterator[str]:
    """Give what tests take from a file of tests, not from a plain module or a ``conftest.py``."""
    for path in sorted(root.glob("tests/**/*.py")):
        for name in imported(ast.parse(path.read_text("utf-8"))):
            part = next(
                (p for p in name.split(".") if p == "conftest" or p.startswith("test_")), ""
            )
            if name.startswith("tests.") and part:
                yield f"{path.relative_to(root).as_posix()}: {name}"


def names_of_two_tests(root):
    """Files of tests in two folders under one name: pytest takes one for the other."""
    seen = {}
    for path in sorted(root.glob("tests/*/**/test_*.py")):
        first = seen.setdefault(path.name, path)
        if first is not path:
            yield f"{path.relative_to(root).as_posix()}: {first.relative_to(root).as_posix()}"


RULES: tuple[Callable[[Path], Iterator[str]], ...] = (
    wrong_levels,
    private_modules,
    names_of_several_homes,
    cycles,
    relative_imports,
    nameless_modules,
    streamlit_outside_the_web,
    long_files,
    long_bodies,
    formatter_switched_off,
    environment_readers,
    clock_readers,
    unsafe_html,
    imports_of_tests,
    names_of_two_tests,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule):
    assert list(rule(ROOT)) == []


PLANTED = [
    (wrong_levels, "gis/coverage/area.py", "from gis.demand.layers import read_demand"),
    (wrong_levels, "gis/core/errors.py", "from gis.analysis import run"),
    (wrong_levels, "gis/restoration/model/problem.py", "import gis.restoration.solve.milp"),
    (wrong_levels, "gis/analysis/run.py", "def late():\n    from gis.store.store import Store"),
    (wrong_levels, "gis/export/files.py", "from pages.plan import show"),
    (wrong_levels, "gis/attic/box.py", "from gis.analysis.run import analyse"),
    (private_modules, "gis/__main__.py", "from gis.restoration.solve.milp import solve"),
    (private_modules, "gis/export/files.py", "from gis.restoration.solve import milp"),
    (names_of_several_homes, "gis/demand/layers.py", "def f(): ..."),
    (names_of_several_homes, "pages/components/a.py", "GisError: int = 1"),
    (cycles, "gis/demand/layers.py", "from gis.analysis import run"),
    (relative_imports, "gis/demand/gaps.py", "from .layers import points"),
    (nameless_modules, "gis/register/helpers.py", ""),
    (nameless_modules, "pages/utils/colours.py", ""),
    (streamlit_outside_the_web, "gis/core/numbers.py", "import streamlit.components as c"),
    (long_files, "pages/plan.py", "\n" * 101),
    (long_files, "gis/store/store.py", "\n" * 401),
    (long_bodies, "gis/store/store.py", "def f():" + 51 * "\n    pass"),
    (long_bodies, "pages/plan.py", 'class C:\n  async def f():\n    "Say."' + 51 * "\n    pass"),
    (formatter_switched_off, "gis/store/store.py", "x = [1,\n  2]  # fmt: skip"),
    (formatter_switched_off, "tests/test_x.py", "# fmt: off\nx = 1"),
    (environment_readers, "gis/analysis/run.py", "import os\nx = os.environ['HOME']"),
    (environment_readers, "pages/plan.py", "from os import getenv"),
    (clock_readers, "gis/store/store.py", "import datetime as dt\nx = dt.datetime.now(dt.UTC)"),
    (clock_readers, "pages/plan.py", "from time import time"),
    (clock_readers, "gis/core/dates.py", "from datetime import date\nx = date.today()"),
    (unsafe_html, "pages/plan.py", "st.markdown(name, unsafe_allow_html=True)"),
    (unsafe_html, "pages/components/map/layer.js", "box.innerHTML = camera.name;"),
    (imports_of_tests, "tests/test_plan.py", "from tests.pages.test_map import opened"),
    (imports_of_tests, "tests/pages/screen.py", "import tests.store.conftest"),
    (names_of_two_tests, "tests/store/test_map.py", ""),
]
SOUND = {
    "gis/__init__.py": "",
    "gis/core/text.py": 'def f():\n    """Say.\n' + 60 * "\n" + '    """' + 50 * "\n    pass",
    "tests/test_house.py": 'PLANTED = "# fmt: off"',
    "gis/core/errors.py": "class GisError(Exception): ...",
    "gis/vocabulary/words.py": "from gis.core.errors import GisError",
    "gis/demand/layers.py": "from gis.vocabulary.words import words",
    "gis/analysis/run.py": "from gis.demand import layers",
    "gis/restoration/__init__.py": "",
    "gis/restoration/model/problem.py": "from gis.analysis.run import Analysis",
    "gis/restoration/solve/__init__.py": '"""Which is best?"""\n__all__ = ["ranking"]',
    "gis/restoration/solve/ranking.py": "from gis.restoration.solve import milp",
    "gis/restoration/solve/milp.py": "from gis.restoration.model.problem import Problem",
    "gis/store/store.py": "from gis.core import errors",
    "gis/export/files.py": "from gis.analysis.run import Analysis",
    "gis/__main__.py": "import os\nfrom gis.analysis import run\nx = os.environ['CAMERA_STORE']",
    "pages/plan.py": "import streamlit as st\nfrom gis.analysis.run import survey_first",
    "main.py": "import streamlit as st\nfrom pages.plan import show",
    "pages/components/map/layer.js": "box.textContent = camera.name;",
    "tests/pages/test_map.py": "from tests.system import ROOT",
}


@pytest.fixture
def small_house(tmp_path):
    for path, text in SOUND.items():
        _plant(tmp_path, path, text)
    return tmp_path


def _plant(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sound_house_passes(rule, small_house):
    assert list(rule(small_house)) == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_caught(rule, path, text, small_house):
    _plant(small_house, path, text)
    assert list(rule(small_house)) != []
