"""Papers of what is missing or wrong: templates, places to write to, communes without cameras."""

import re

import docx
import pytest

from gis.core.errors import GisError
from gis.documents import templates
from gis.documents.document import document
from gis.documents.kinds import PLAN_KINDS, PROVINCIAL, DocumentKind
from tests.command import Process
from tests.documents.dossiers import BROKEN, SOUND, dossier
from tests.documents.papers import opened, text

ENGLISH = re.compile(r"\b(undefined|expected|unexpected|unsafe|error|attribute|the|file)\b", re.I)
NOTHING = {
    "review": "không có camera nào trong danh mục",
    "proposal": "không có hạng mục nào được chọn",
    "decision": "0 hạng mục",
    "estimate": "Không đồng",
    "maintenance": "Không có camera, thiết bị thuộc diện bảo dưỡng",
    "inspection": "Không có camera",
    "handover": "không có camera nào trong danh mục chưa có đơn vị quản lý",
    "acceptance": "không có camera nào chờ nghiệm thu",
    "report": "0 mắt camera",
    "reminder": "2/2 xã",
    "standards": "Đối chiếu 0 mắt camera",
}


@pytest.mark.parametrize("kind", DocumentKind)
def test_without_any_camera_every_paper_says_so(kind):
    commune = None if kind in PROVINCIAL else "00001"
    budget = 50e6 if kind in PLAN_KINDS else None
    # A register of no camera at all, and one of cameras elsewhere.
    rows = [()] if commune is None else [(), ({**SOUND, "commune_code": "00002"},)]
    for cameras in rows:
        told = text(document(kind, dossier(*cameras, commune=commune, budget_vnd=budget)))
        assert NOTHING[kind] in told
        assert not re.search(r"\{[{%]|[%}]\}|None|nan\b", told)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give the folder of a province's own templates, empty."""
    monkeypatch.setattr(templates, "OWN", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{{ ngan_sach }}", "“ngan_sach”"),
        ("{% for r in cameras %}{{ r.gia }}{% endfor %}", "“gia”"),
        ("Số: {{ total", "gần chỗ “Số: {{ total”"),
        ("{% for %}", "gần chỗ “{% for %}”"),
        ("{{ total() }}", "chỉ được ghi tên giá trị"),
        ("{{ 1 / 0 }}", "chỉ được ghi tên giá trị"),
        ("{% if total %}", "gần chỗ"),
    ],
)
def test_a_wrong_field_is_told_in_vietnamese_alone(own, words, told):
    paper = docx.Document()
    paper.add_paragraph(words)
    paper.save(own / "review.docx")
    with pytest.raises(GisError) as caught:
        document("review", dossier(BROKEN))
    message = str(caught.value)
    assert told in message
    assert message.startswith("review.docx: ")
    assert not ENGLISH.search(message.removeprefix("review.docx").replace("{% if", ""))


def test_a_template_in_a_font_of_the_province_keeps_it(own):
    paper = docx.Document()
    run = paper.add_paragraph().add_run("Có {{ total }} mắt")
    run.font.name = "Phông Chữ Không Có"
    paper.save(own / "review.docx")
    made = opened(document("review", dossier(BROKEN)))
    assert [run.font.name for p in made.paragraphs for run in p.runs] == ["Phông Chữ Không Có"]
    assert made.paragraphs[0].text == "Có 1 mắt"


@pytest.fixture(scope="module")
def gis(tmp_path_factory):
    return Process(tmp_path_factory.mktemp("papers"))


def test_what_cannot_be_written_is_said(gis, tmp_path):
    answer = gis("document", "standards", "--province", "--out", tmp_path / "missing" / "a.docx")
    assert answer.returncode not in (0, 1)
    assert "không có thư mục này" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_annex_of_standards_comes_from_the_command_line(gis, tmp_path):
    answer = gis("document", "standards", "--province", "--out", tmp_path / "a.docx")
    assert answer.returncode == 0, answer.stderr
    assert "QCVN 135" in text((tmp_path / "a.docx").read_bytes())
