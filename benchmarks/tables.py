"""The tables of README.md and docs/benchmarks.md, from the results that were measured.

``python -m benchmarks.tables`` writes them anew from ``results.toml``, the one place where a
figure is entered; a test holds the documents to it.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results.toml")
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "benchmarks.md")
COLUMNS = ("what", "ours", "peer", "ratio", "target")
# <!-- benchmarks NAME -->…<!-- /benchmarks -->; without a name the rows of the README.
BLOCK = re.compile(r"(<!-- benchmarks ?(\w*) -->\n).*?(<!-- /benchmarks -->)", re.DOTALL)


def results() -> dict:
    """Return what was measured: machine, and tables by name."""
    return tomllib.loads(RESULTS.read_text("utf-8"))


def filled(text: str) -> str:
    """Return a document with its blocks written anew."""
    found = results()
    return BLOCK.sub(lambda m: m[1] + "\n".join(lines(found, m[2])) + "\n" + m[3], text)


def lines(found: dict, name: str) -> Iterator[str]:
    """Give the lines of a table; of the rows marked for the README without a name."""
    tables = [found["tables"][name]] if name else found["tables"].values()
    rows = [row for table in tables for row in table["rows"] if name or row.get("readme")]
    if name:
        (table,) = tables
        yield f"Measured on {table['measured']} by `{table['command']}`: {found['machine']}."
        yield ""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    yield from ("| " + " | ".join(row.get(c, "–") for c in COLUMNS) + " |" for row in rows)


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(filled(document.read_text("utf-8")), "utf-8")
