"""A column is added in one file and a migration; all else that names columns follows."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = """
    number_column(
        "focal_longest_mm",
        lambda: _("Longest focal length (mm)"),
        "tiêu cự lớn nhất; tiêu cự max",
        high=10_000,
        meaning=lambda: _("Of a lens that zooms"),
    ),
    choice_column("weatherproof", lambda: _("Weatherproof"), YesNo, "chống nước; đạt ip66"),
    text_column("warranty", lambda: _("Warranty"), "bảo hành ghi"),
)
"""
MIGRATION = '''
"""Three columns more."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade() -> None:
    op.add_column("camera", sa.Column("focal_longest_mm", sa.Float, nullable=True))
    for name in ("weatherproof", "warranty"):
        op.add_column("camera", sa.Column(name, sa.Text, nullable=False, server_default=""))
'''
# What runs in the program with the columns more: it reads a list, keeps it, and tells of it.
PROGRAM = """
import json, sys
from pathlib import Path
from gis.core.schema import CAMERA_COLUMNS
from gis.export.in_words import column_headings, in_words
from gis.ingest.importing import read_import
from gis.store.store import Store
from gis.vocabulary.labels import column_words
from pages.components.register.table_columns import CAMERAS
from tests.references import references
from tests.world import communes

NAMES = ["focal_longest_mm", "weatherproof", "warranty"]
found = read_import(Path(sys.argv[1]).read_bytes(), "ds.xlsx", communes=communes())
store = Store("sqlite:///register.sqlite")
store.save(cameras=found.cameras, source="ds.xlsx")
rows = store.cameras()
# Of the register; those of the layers follow, each headed by its name as code.
dictionary = references()["data-dictionary.md"].partition("## `")[0].splitlines()


def plain(table):
    table = table[NAMES].astype(object)
    return table.where(table.notna(), None).to_numpy().tolist()


print(json.dumps({
    "rows": plain(rows),
    "words": plain(in_words(rows)),
    "labels": [column_words()[n] for n in NAMES],
    "headings": [column_headings(rows)[n] for n in NAMES],
    "findings": [f.message for f in found.findings if f.column in ("Đạt IP66", "Tiêu cự max")],
    "dictionary": [line for name in NAMES for line in dictionary if f"| `{name}` |" in line],
    "editable": [n for n in NAMES if n in CAMERAS.editable],
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return what the program with three columns more answers."""
    home = tmp_path_factory.mktemp("house")
    past = shutil.ignore_patterns("__pycache__", "local")
    for folder in ("gis", "pages", "locale", "data"):
        shutil.copytree(ROOT / folder, home / folder, ignore=past)
    (home / "tests").mkdir()
    for name in ("__init__.py", "references.py", "world.py"):
        shutil.copy(ROOT / "tests" / name, home / "tests" / name)
    schema = home / "gis" / "core" / "schema" / "cameras.py"
    source = schema.read_text("utf-8")
    assert source.endswith("\n)\n")
    schema.write_text(source.removesuffix("\n)\n") + ENTRIES, "utf-8")
    versions = home / "gis" / "store" / "migrations" / "versions"
    head = max(path.name[:4] for path in versions.glob("[0-9]*.py"))
    (versions / "9999_more.py").write_text(MIGRATION.replace("{head}", head), "utf-8")
    book = Workbook()
    book.active.append(["Mã camera", "Tên camera", "Tiêu cự max", "Đạt IP66", "Bảo hành ghi"])
    book.active.append(["C1", "Chợ", "12 mm", "x", "hết"])
    book.active.append(["C2", "Cầu", 99_999, "không", ""])
    book.active.append(["C3", "Bến xe", None, "lúc có lúc không biết", None])
    file = io.BytesIO()
    book.save(file)
    (home / "ds.xlsx").write_bytes(file.getvalue())
    (home / "program.py").write_text(PROGRAM, "utf-8")
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "program.py", "ds.xlsx"],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def test_its_headings_and_words_are_read_and_kept(told):
    assert told["rows"] == [[12.0, "yes", "hết"], [None, "no", ""], [None, "", ""]]
    assert len(told["findings"]) == 2


def test_it_is_called_by_its_label_wherever_columns_are_named(told):
    labels = ["Longest focal length (mm)", "Weatherproof", "Warranty"]
    assert told["labels"] == told["headings"] == labels
    assert told["words"][:2] == [[12.0, "có", "hết"], [None, "không", ""]]


def test_it_stands_in_the_dictionary_and_in_the_table_of_the_page(told):
    assert told["dictionary"] == [
        "| `focal_longest_mm` | Longest focal length (mm) | Of a lens that zooms | number | mm "
        "| 0 … 10,000 |",
        "| `weatherproof` | Weatherproof |  | choice |  | `yes` có; `no` không |",
        "| `warranty` | Warranty |  | text |  |  |",
    ]
    assert told["editable"] == ["focal_longest_mm", "weatherproof", "warranty"]
