"""What a page may say holds no switches of the command line and no bare codes of systems."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Said in a terminal only: pages fetch no boundaries, offer no system but the known ones, and do
# not say where the server listens.
_TERMINAL = {
    *("gis/__main__.py", "gis/cli", "gis/communes/download.py", "gis/export/files.py"),
    "pages/components/shared/door.py",
}
_SWITCH = re.compile(r"(?<![\w-])--[a-z]|EPSG|PROJ\b|\bCRS\b")


def messages(path: Path) -> list[str]:
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    marked = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "_" and c.args]
    return [c.args[0].value for c in marked if isinstance(c.args[0], ast.Constant)]


def sources() -> list[Path]:
    every = [*(ROOT / "gis").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "main.py"]
    return [p for p in every if not str(p.relative_to(ROOT)).startswith(tuple(_TERMINAL))]


def test_messages_are_found():
    assert sum(len(messages(path)) for path in sources()) > 500


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_switch_and_no_code_in_a_message(path):
    assert [text for text in messages(path) if _SWITCH.search(text)] == []
