"""The standard templates: made from their source, in the layout of Decree 30/2020/NĐ-CP."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from gis.documents.kinds import DocumentKind
from gis.documents.templates import STANDARD
from tests.documents.templates.__main__ import PAPERS, write

# What stands before what in paragraphs and tables (ECMA-376, 17.3.1.26 and 17.4.60).
ORDER = {
    "w:pPr": ["pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc", "rPr", "sectPr"],
    "w:tblPr": ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"],
}
RECORDS = {"inspection", "handover", "acceptance"}
ANNEXED = set(DocumentKind) - {"acceptance", "estimate", "standards"}
WIDE = {"estimate", "standards"}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    write(folder)
    return folder


def test_every_kind_of_paper_has_a_source():
    assert set(PAPERS) == set(DocumentKind)
    assert {path.stem for path in STANDARD.glob("*.docx")} == set(DocumentKind)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_templates_are_what_their_source_makes(made, kind):
    name = f"{kind}.docx"
    same = parts(made / name) == parts(STANDARD / name)
    assert same, "python -m tests.documents.templates data/templates"


@pytest.fixture(params=list(DocumentKind))
def paper(request):
    return request.param, docx.Document(STANDARD / f"{request.param}.docx")


def words(paper) -> list[str]:
    paragraphs = paper.element.body.iter(qn("w:p"))
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs]


def test_the_head_names_the_state_its_motto_the_issuer_number_place_and_day(paper):
    kind, file = paper
    head = file.tables[0]
    left, right = (cell.text.strip().split("\n") for cell in head.rows[0].cells)
    assert right == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert len(left) == 2, "the body above and the issuer"
    number, day = (cell.text for cell in head.rows[1].cells)
    assert number.startswith("Số:") == (kind not in RECORDS | {"standards"})
    assert day.endswith(", ngày {{ day }} tháng {{ month }} năm {{ year }}")


def test_who_gets_it_and_who_signs_stand_at_the_end(paper):
    kind, file = paper
    told = "\n".join(words(file))
    if kind in RECORDS | WIDE:
        assert "(Ký, ghi rõ họ tên)" in told
    else:
        assert "Nơi nhận:" in told
        assert "Lưu:" in told
        assert any(who in told for who in ("CHỦ TỊCH", "TRƯỞNG CÔNG AN", "GIÁM ĐỐC"))


def test_every_letter_is_of_one_font_of_the_sizes_of_the_decree(paper):
    _kind, file = paper
    runs = [r for r in file.element.body.iter(qn("w:r")) if "".join(r.itertext()).strip()]
    fonts = {run.rPr.rFonts.get(qn(f"w:{of}")) for run in runs for of in ("ascii", "hAnsi", "cs")}
    assert fonts == {"Times New Roman"}
    assert file.styles["Normal"].font.name == "Times New Roman"
    told = {run.text: run.font.size.pt for p in file.paragraphs for run in p.runs}
    body = {size for text, size in told.items() if len(text) > 80}
    assert body <= {12, 13, 14}


def test_margins_are_those_of_the_decree_on_every_page(paper):
    _kind, file = paper
    for page in file.sections:
        margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
        top, bottom, left, right = (margin.mm for margin in margins)
        assert 20 <= round(top) <= 25
        assert 20 <= round(bottom) <= 25
        assert 30 <= round(left) <= 35
        assert 15 <= round(right) <= 20
        assert sorted(round(side.mm) for side in (page.page_width, page.page_height)) == [210, 297]


def test_pages_are_numbered_above_in_the_middle_but_not_the_first(paper):
    _kind, file = paper
    first = file.sections[0]
    assert first.different_first_page_header_footer
    assert "PAGE" not in first.first_page_header._element.xml
    number = first.header.paragraphs[0]
    assert "PAGE" in number._p.xml
    assert number.alignment == 1, "centred"
    for later in file.sections[1:]:
        assert later.header.is_linked_to_previous
        assert not later.different_first_page_header_footer


def test_annexes_lie_wide_and_repeat_their_headings(paper):
    kind, file = paper
    wide = [s for s in file.sections if s.orientation == WD_ORIENT.LANDSCAPE]
    assert bool(wide) == (kind in ANNEXED | WIDE)
    lists = [t for t in file.tables if t._tbl.tblPr.xml.count('w:val="single"')]
    assert all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in lists)


def test_a_table_is_as_wide_as_the_page_leaves(paper):
    _kind, file = paper
    narrowest = min(s.page_width - s.left_margin - s.right_margin for s in file.sections)
    widths = {s.page_width - s.left_margin - s.right_margin for s in file.sections}
    assert narrowest > 0
    for table in file.tables:
        width = sum(cell.width for cell in table.rows[0].cells)
        assert any(abs(width - allowed) < 20_000 for allowed in widths)


def test_elements_stand_in_the_order_word_asks_for(paper):
    _kind, file = paper
    for name, order in ORDER.items():
        for properties in file.element.body.iter(qn(name)):
            found = [order.index(child.tag.split("}")[1]) for child in properties]
            assert found == sorted(found)
