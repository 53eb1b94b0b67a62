"""Each measured figure is entered once; the documents' tables are written from there."""

import re

import pytest

from benchmarks.tables import BLOCK, DOCUMENTS, RESULTS, filled, results

FOUND = results()
# 1,507 MB, 0.096 ms, 8.5×: a figure with its unit.
FIGURE = re.compile(r"\b\d[\d,]*(?:\.\d+)?(?: (?:s|ms|MB)\b|×)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_tables_are_what_the_results_say(document):
    text = document.read_text("utf-8")
    assert filled(text) == text, "run: python -m benchmarks.tables"


def test_every_table_stands_in_the_details_and_marked_rows_in_the_readme():
    readme, details = (document.read_text("utf-8") for document in DOCUMENTS)
    assert [name for _, name, _ in BLOCK.findall(readme)] == [""]
    assert sorted(name for _, name, _ in BLOCK.findall(details)) == sorted(FOUND["tables"])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_figure_of_ours_stands_by_hand_beside_its_table(document):
    around = BLOCK.sub("", document.read_text("utf-8"))
    measured = {
        figure
        for table in FOUND["tables"].values()
        for row in table["rows"]
        for figure in FIGURE.findall(row.get("ours", "") + " " + row.get("ratio", ""))
        if "." in figure or "," in figure  # 41 ms may be said of another thing
    }
    assert measured
    assert measured & set(FIGURE.findall(around)) == set()


def test_the_readme_has_no_table_row_with_a_figure_outside_its_block():
    around = BLOCK.sub("", DOCUMENTS[0].read_text("utf-8"))
    rows = [line for line in around.splitlines() if line.startswith("|")]
    assert [row for row in rows if FIGURE.search(row)] == []


def test_every_table_says_how_and_when_it_was_measured():
    for name, table in FOUND["tables"].items():
        assert table["command"] == f"python -m benchmarks.{name}"
        assert (RESULTS.parent / f"{name}.py").is_file()
        assert table["measured"].year >= 2026


def test_a_block_is_filled_anew_and_the_text_around_it_stays():
    stale = "before\n<!-- benchmarks run -->\n| < 3 s | stale |\n<!-- /benchmarks -->\nafter\n"
    text = filled(stale)
    assert text.startswith("before\n<!-- benchmarks run -->\nMeasured on ")
    assert text.endswith("<!-- /benchmarks -->\nafter\n")
    assert "stale" not in text
    assert filled(text) == text
