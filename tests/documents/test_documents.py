"""Official papers: filled from the analysis, read back with another reader."""

import re
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from gis.core.errors import GisError
from gis.documents import templates
from gis.documents.amounts import vnd_in_words
from gis.documents.document import document
from gis.documents.kinds import PLAN_KINDS, PROVINCIAL, DocumentKind
from tests.documents.dossiers import BROKEN, DARK, SOUND, UNKNOWN, dossier
from tests.documents.fields_table import table as fields_table
from tests.documents.papers import opened, text


def rows_under(data: bytes, heading: str) -> list[list[str]]:
    """Return the rows of the table whose first row begins with a heading."""
    for table in opened(data).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][0] == heading:
            return rows[1:]
    raise AssertionError(heading)


def headers(data: bytes) -> list[str]:
    """Return the words at the head of every page there can be."""
    told = []
    for section in opened(data).sections:
        told.append(section.header)
        if section.different_first_page_header_footer:
            told.append(section.first_page_header)
    return ["\n".join(p.text for p in header.paragraphs) for header in told]


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_paper_is_filled_and_leaves_no_field_open(kind):
    commune = None if kind in PROVINCIAL else "00001"
    budget = 50e6 if kind in PLAN_KINDS else None
    data = document(kind, dossier(BROKEN, DARK, SOUND, commune=commune, budget_vnd=budget))
    told = text(data)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
    assert "Độc lập - Tự do - Hạnh phúc" in told
    assert "ngày 27 tháng 11 năm 2026" in told
    assert not re.search(r"\{[{%]|[%}]\}|None|nan", told)
    fonts = {run.font.name for p in opened(data).paragraphs for run in p.runs} - {None}
    assert fonts == {"Times New Roman"}


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_paper_of_an_empty_register_can_be_made(kind):
    commune = None if kind in PROVINCIAL else "00001"
    budget = 50e6 if kind in PLAN_KINDS else None
    empty = dossier({**SOUND, "commune_code": "00002"}, commune=commune, budget_vnd=budget)
    assert "CỘNG HÒA XÃ HỘI" in text(document(kind, empty))


def test_the_review_counts_what_the_analysis_counts():
    data = document("review", dossier(BROKEN, DARK, SOUND, UNKNOWN))
    told = text(data)
    assert "có 4 mắt camera tại 4 vị trí" in told
    assert "3 mắt đã xác định vị trí, 1 mắt chưa xác định vị trí" in told
    # C1 is broken, C2 hangs on the recorder; C3 sees, of C4 nobody knows.
    assert "1 mắt đang quan sát được; 2 mắt không quan sát được (trong đó 1 mắt" in told
    assert "1 mắt chưa xác nhận được tình trạng" in told
    states = {row[0]: row[1:] for row in rows_under(data, "Tình trạng")}
    # State, community, new rural, other, not known, in all.
    assert states["hoạt động bình thường"] == ["0", "1", "1", "0", "0", "2"]
    assert states["hư hỏng"] == ["1", "0", "0", "0", "0", "1"]
    assert states["chưa rà soát"] == ["0", "0", "0", "0", "1", "1"]
    assert states["Tổng cộng"] == ["1", "1", "1", "0", "1", "4"]
    assert "Đầu ghi chợ (R1), hư hỏng, bộ phận: không ghi: 1 mắt camera phụ thuộc" in told
    annex = rows_under(data, "STT")
    assert [row[2] for row in annex] == ["C1", "C2", "C3", "C4"]
    assert annex[0][1] == "Cổng chợ"
    assert annex[1][1] == "C2", "without name and address the code stands for it"


def test_the_numbers_of_a_proposal_are_those_of_the_plan():
    case = dossier(BROKEN, DARK, budget_vnd=8.5e6)
    plan = case.proposal.plan
    assert plan.cost_vnd > 0
    for kind in sorted(PLAN_KINDS):
        told = text(document(kind, case))
        assert f"{plan.cost_vnd:,.0f}".replace(",", ".") in told
        assert vnd_in_words(plan.cost_vnd) in told
    lines = rows_under(document("proposal", case), "STT")
    assert len(lines) == len(plan.lines) + 1, "a line each, and the total"


def test_what_a_plan_leaves_is_listed_with_its_cost():
    told = rows_under_all(document("proposal", dossier(BROKEN, DARK, budget_vnd=2e6)))
    assert any("Đầu ghi chợ" in row and "6.500.000" in row for row in told)


def test_every_camera_that_does_not_work_is_accounted_for():
    case = dossier(
        BROKEN, DARK, UNKNOWN, SOUND, {"camera_id": "C5", "status": "disposal"}, budget_vnd=2e6
    )
    told = text(document("proposal", case))
    # C1 for 2 million is in the plan, C2 waits for the recorder; C4 nobody knows, C5 is old.
    assert "3 camera không hoạt động = 1 trong phương án + 1 để lại sau + 1" in told
    beyond = [row for row in rows_under_all(document("proposal", case)) if len(row) == 5]
    assert {row[2] for row in beyond} >= {"C4", "C5"}


def rows_under_all(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for t in opened(data).tables for row in t.rows]


@pytest.mark.parametrize("hostile", ["{{ 7 * 7 }}", "<w:p/>&amp;", "{% for x in y %}", "=1+1"])
def test_a_name_from_a_list_stays_text(hostile):
    data = document("review", dossier({**BROKEN, "name": hostile}))
    assert rows_under(data, "STT")[0][1] == hostile


def test_data_that_are_not_real_are_marked_on_every_page():
    made_up, real = (document("review", dossier(BROKEN, simulated=s)) for s in (True, False))
    assert all("MÔ PHỎNG" in head for head in headers(made_up))
    assert not any("MÔ PHỎNG" in head for head in headers(real))


def test_an_annex_lies_wide_and_repeats_its_headings():
    paper = opened(document("review", dossier(BROKEN)))
    assert [s.orientation for s in paper.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    annex = next(t for t in paper.tables if t.rows[0].cells[0].text == "STT")
    assert annex.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_commune_without_a_camera_placed_has_no_map_but_a_paper():
    assert not opened(document("review", dossier(SOUND))).inline_shapes
    assert len(opened(document("review", dossier(BROKEN))).inline_shapes) == 1


def test_a_paper_says_what_it_needs():
    with pytest.raises(GisError, match="chọn mức kinh phí"):
        document("proposal", dossier(BROKEN))
    with pytest.raises(GisError, match="một xã, phường, đặc khu"):
        document("review", dossier(BROKEN, commune=None))
    with pytest.raises(GisError, match="toàn tỉnh"):
        document("report", dossier(BROKEN))


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give the folder of a province's own templates, empty."""
    monkeypatch.setattr(templates, "OWN", tmp_path)
    return tmp_path


def own_template(folder, words: str) -> None:
    paper = docx.Document()
    paper.add_paragraph(words)
    paper.save(folder / "review.docx")


def test_a_province_puts_its_own_template_in_place(own):
    own_template(own, "Xã {{ commune_name }}: {{ total }} mắt")
    assert text(document("review", dossier(BROKEN, DARK))).strip() == "Xã West: 2 mắt"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{{ ngan_sach }}", "review.docx.*ngan_sach"),
        ("{{ total", "review.docx"),
        ("{% for %}", "review.docx.*viết sai"),
        ("{{ total.__class__.__mro__ }}", "review.docx"),
    ],
)
def test_a_template_that_is_not_right_is_named_with_its_field(own, words, told):
    own_template(own, words)
    with pytest.raises(GisError, match=told):
        document("review", dossier(BROKEN))


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 old Word", b"PK\x03\x04 cut"])
def test_a_template_that_is_no_word_file_is_refused(own, content):
    (own / "review.docx").write_bytes(content)
    with pytest.raises(GisError, match="không phải là mẫu"):
        document("review", dossier(BROKEN))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (1_005_000, "Một triệu không trăm lẻ năm nghìn đồng"),
        (1_000_000_005, "Một tỷ không trăm lẻ năm đồng"),
        (12_345_678, "Mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám đồng"),
        (1_104_000, "Một triệu một trăm lẻ bốn nghìn đồng"),
        (24_015_000, "Hai mươi bốn triệu không trăm mười lăm nghìn đồng"),
        (200_500_000, "Hai trăm triệu năm trăm nghìn đồng"),
        (21_000_000_000, "Hai mươi mốt tỷ đồng"),
    ],
)
def test_an_amount_in_words(amount, words):
    assert vnd_in_words(amount) == words


def test_the_documentation_names_every_field():
    written = (Path(__file__).resolve().parents[2] / "docs" / "van-ban.md").read_text("utf-8")
    assert fields_table() in written, "python -m tests.documents.fields_table"


@pytest.mark.parametrize(
    "words",
    [
        "{{ map.tpl.save('x.docx') }}",
        "{{ map.tpl }}",
        "{{ total() }}",
        "{{ total * 9 ** 9 }}",
        "{{ 1 / 0 }}",
        "{% for x in 5 %}{% endfor %}",
        "{{ 'x' | center(10 ** 10) }}",
        "{% include 'x' %}",
        "{{ range(10) }}",
    ],
)
def test_a_field_does_nothing_but_name_a_value(own, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    own_template(own, words)
    with pytest.raises(GisError, match=r"review\.docx"):
        document("review", dossier(BROKEN))
    assert [path.name for path in tmp_path.iterdir()] == ["review.docx"]
