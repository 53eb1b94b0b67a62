"""What leaves its room says what it takes and gives: read from the source, nothing is imported.

Public is a module-level function of `gis` that another room, a page or the app imports. With
arguments it names each under Parameters, and under Returns what comes back, in numpydoc; the
types stand in the signature alone.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Rooms, or modules of rooms, whose docstrings are still to come.
AWAITED: set[str] = set()
# A title and the line below it.
SECTION = re.compile(r"^(\w+(?: \w+)*)\n-{3,}$", re.MULTILINE)
Function = ast.FunctionDef | ast.AsyncFunctionDef
# Module, name in it.
Home = tuple[str, str]


def modules(root: Path) -> dict[str, ast.Module]:
    """Parse the product's Python files: dotted name → tree."""
    files = chain(root.glob("*.py"), root.glob("gis/**/*.py"), root.glob("pages/**/*.py"))
    names = {p.relative_to(root).as_posix().removesuffix(".py").replace("/", "."): p for p in files}
    return {
        name.removesuffix(".__init__"): ast.parse(path.read_text("utf-8"))
        for name, path in sorted(names.items())
    }


def room(module: str) -> str:
    """Return the room of a module; all that is not of `gis` uses it as a page does."""
    parts = module.split(".")
    return "pages" if parts[0] != "gis" else ".".join(parts[1:2])


@cache
def imports(tree: ast.Module) -> dict[str, Home]:
    """Return what a file imports from modules, anywhere in it: its name here → its home."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def home(trees: dict[str, ast.Module], module: str, name: str) -> Home:
    """Return where a name is defined, through the packages that only pass it on."""
    while module in trees and name not in functions(trees[module]):
        passed = imports(trees[module]).get(name)
        if passed is None or passed == (module, name):
            break
        module, name = passed
    return module, name


@cache
def functions(tree: ast.Module) -> dict[str, Function]:
    return {n.name: n for n in tree.body if isinstance(n, Function) and n.name[0] != "_"}


def used(trees: dict[str, ast.Module]) -> Iterator[tuple[str, Home]]:
    """Give what each module uses of others: by name, or as an attribute of an imported module."""
    for user, tree in trees.items():
        whole = {}
        for name, (module, thing) in imports(tree).items():
            if f"{module}.{thing}" in trees:
                whole[name] = f"{module}.{thing}"
            else:
                yield user, home(trees, module, thing)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = whole.get(node.value.id)
                if module is not None:
                    yield user, home(trees, module, node.attr)


def public(root: Path) -> dict[Home, Function]:
    """Return the functions of `gis` that another room, a page or the app imports."""
    trees = modules(root)
    leaving = {
        (module, name)
        for user, (module, name) in used(trees)
        if module.startswith("gis.") and module in trees and room(user) != room(module)
    }
    return {
        (module, name): function
        for module, name in sorted(leaving)
        if (function := functions(trees[module]).get(name)) is not None
    }


def sections(docstring: str) -> dict[str, str]:
    """Return what stands under each title of a docstring."""
    _first, *parts = SECTION.split(docstring)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def named(section: str) -> set[str]:
    """Return the names a section explains: on lines of their own, several parted by commas."""
    lines = (line for line in section.splitlines() if line and not line.startswith(" "))
    return {name.strip(" *") for line in lines for name in line.split(",")}


def arguments(function: Function) -> set[str]:
    takes = function.args
    some = [*takes.posonlyargs, *takes.args, takes.vararg, *takes.kwonlyargs, takes.kwarg]
    return {argument.arg for argument in some if argument is not None}


def lacks(function: Function) -> Iterator[str]:
    """Give what the docstring of a public function does not say, or says of nothing."""
    takes = arguments(function)
    if not takes:
        return
    told = sections(ast.get_docstring(function) or "")
    explained = named(told.get("Parameters", ""))
    yield from (f"no word of `{name}`" for name in sorted(takes - explained))
    yield from (f"`{name}` is no argument" for name in sorted(explained - takes))
    nothing = function.returns is not None and ast.unparse(function.returns) == "None"
    if not nothing and not {"Returns", "Yields"} & set(told):
        yield "no Returns"


def silent(found: dict[Home, Function]) -> list[str]:
    return [
        f"{module}.{name}: {lack}"
        for (module, name), function in found.items()
        if not {room(module), module.removeprefix("gis.")} & AWAITED
        for lack in lacks(function)
    ]


def test_every_public_function_says_what_it_takes_and_gives():
    found = public(ROOT)
    assert len(found) > 100
    assert silent(found) == []


SAYS = (
    '"""Do.\n\n    Parameters\n    ----------\n'
    "    a, b\n        Metres.\n    *more\n        Names.\n"
)
GIVES = "\n    Returns\n    -------\n    float\n        Metres.\n"
SOUND = {
    "gis/__init__.py": "",
    "gis/core/__init__.py": "",
    "gis/core/crs.py": f'def f(a, *more, b=1) -> float:\n    {SAYS}{GIVES}    """',
    "gis/core/schema/__init__.py": "from gis.core.schema.values import g, unseen",
    "gis/core/schema/values.py": f'def g(a, b, *more) -> None:\n    {SAYS}    """\n'
    "def unseen(a): ...\ndef now() -> int: ...\n",
    "gis/coverage/area.py": "from gis.core import crs\nfrom gis.core.schema import g\n"
    "x = crs.f(1)\ndef own(a): ...",
    "pages/plan.py": "from gis.core.schema.values import now\ndef show(a): ...",
}
SILENT = "def f(a):\n    'Do.'"
PLANTED = [
    ("gis/core/crs.py", "def f(a): ..."),
    ("gis/core/crs.py", f'def f(a, *more, b, c) -> float:\n    {SAYS}{GIVES}    """'),
    ("gis/core/crs.py", f'def f(a, b) -> float:\n    {SAYS}{GIVES}    """'),
    ("gis/core/crs.py", f'def f(a, *more, b=1) -> float:\n    {SAYS}    """'),
    ("gis/core/crs.py", f'def f(a, *more, b=1):\n    {SAYS}    """'),
    ("gis/core/crs.py", f'async def f(a, *more, b=1):\n    {SAYS}    """'),
    (
        "gis/core/crs.py",
        f'def f(a: int, *more, b) -> None:\n    {SAYS}    """'.replace("a, b", "b"),
    ),
    ("gis/core/crs.py", 'def f(a) -> None:\n    """Parameters: a."""'),
    ("gis/core/schema/values.py", "def g(a): ..."),
    ("gis/coverage/area.py", "from gis.core.schema import unseen"),
    ("gis/register/links.py", "def late():\n    from gis.core.schema.values import unseen"),
    ("pages/plan.py", "from gis.coverage.area import own"),
    ("main.py", "import streamlit\nfrom gis.coverage import area as a\na.own(1)"),
    ("gis/__main__.py", "from gis.coverage.area import own"),
]


@pytest.fixture
def small_house(tmp_path):
    for path, text in SOUND.items():
        _plant(tmp_path, path, text)
    return tmp_path


def _plant(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_house_that_speaks_passes(small_house):
    assert set(public(small_house)) == {
        ("gis.core.crs", "f"),
        ("gis.core.schema.values", "g"),
        ("gis.core.schema.values", "now"),
    }
    assert silent(public(small_house)) == []


@pytest.mark.parametrize(("path", "text"), PLANTED)
def test_a_function_that_is_silent_is_found(path, text, small_house):
    _plant(small_house, path, text)
    assert silent(public(small_house)) != []


def test_an_argument_with_its_type_beside_it_is_told(small_house):
    typed = SOUND["gis/core/crs.py"].replace("    a, b\n", "    a : float\n        M.\n    b\n")
    _plant(small_house, "gis/core/crs.py", typed)
    assert silent(public(small_house)) == [
        "gis.core.crs.f: no word of `a`",
        "gis.core.crs.f: `a : float` is no argument",
    ]
