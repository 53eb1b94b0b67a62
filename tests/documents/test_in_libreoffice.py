"""Papers and workbooks open in LibreOffice as they are, and their pages say what they should."""

import re
import subprocess
from pathlib import Path

import pytest

from gis.documents.document import document
from gis.documents.kinds import PLAN_KINDS, PROVINCIAL, DocumentKind
from gis.export.plan_workbook import plan_workbook
from tests.documents.dossiers import BROKEN, DARK, SOUND, UNKNOWN, dossier
from tests.system import office_programs

WAITING = {"camera_id": "C9", "name": "Bến xe", "status": "working", "repaired_on": "2026-01-01"}
CAMERAS = (BROKEN, DARK, SOUND, UNKNOWN, WAITING)
BUDGET_VND = 8.5e6
# How many pages each paper of five cameras takes at most.
PAGES = {
    "review": 6,
    "proposal": 4,
    "decision": 3,
    "estimate": 1,
    "maintenance": 2,
    "inspection": 2,
    "handover": 2,
    "acceptance": 1,
    "report": 5,
    "reminder": 2,
    "standards": 2,
}
TOLD = {
    "review": ["5 mắt camera", "2 mắt không quan sát được", "Đầu ghi chợ"],
    "proposal": ["8.500.000 đồng", "Tám triệu năm trăm nghìn đồng", "2 trong phương án"],
    "decision": ["8.500.000 đồng", "2 hạng mục"],
    "estimate": ["8.500.000", "Tám triệu năm trăm nghìn đồng", "báo giá"],
    "maintenance": ["Lịch bảo dưỡng năm 2026", "Cổng chợ"],
    "inspection": ["5 mắt camera", "Cổng chợ"],
    "handover": ["5 mắt camera", "Cổng chợ"],
    "acceptance": ["1 mắt camera đã sửa chữa", "Bến xe"],
    "report": ["5 mắt camera", "Toàn tỉnh", "QCVN 135"],
    "reminder": ["Đến ngày 27/11/2026"],
    "standards": ["QCVN 135", "5 mắt camera"],
}


def case(kind):
    commune = None if kind in PROVINCIAL else "00001"
    budget = BUDGET_VND if kind in PLAN_KINDS else None
    return dossier(*CAMERAS, commune=commune, budget_vnd=budget, simulated=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Every kind of paper, a plan's workbook and a file cut short, turned to PDF by LibreOffice."""
    programs, folder = office_programs(), tmp_path_factory.mktemp("office")
    for kind in DocumentKind:
        (folder / f"{kind}.docx").write_bytes(document(kind, case(kind)))
    planned = case(DocumentKind.PROPOSAL)
    chosen = planned.proposal
    book = plan_workbook(planned.analysis, chosen.work, chosen.request, chosen.plan)
    (folder / "plan.xlsx").write_bytes(book)
    (folder / "cut.docx").write_bytes((folder / "review.docx").read_bytes()[:9000])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted([*folder.glob("*.docx"), *folder.glob("*.xlsx")])]
    turned = [
        programs["soffice"],
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *files,
    ]
    subprocess.run(turned, check=False, timeout=300, stdout=subprocess.DEVNULL)
    return folder


def told(program, *arguments) -> str:
    command = [office_programs()[program], *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(pdf) -> list[str]:
    """Return the words of every page."""
    return told("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def flowing(text: str) -> str:
    return " ".join(text.split())


def test_what_is_no_paper_is_not_opened(folder):
    assert not (folder / "cut.pdf").exists()


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_paper_opens_and_says_what_it_should(folder, kind):
    found = pages(folder / f"{kind}.pdf")
    assert len(found) <= PAGES[kind]
    whole = flowing(told("pdftotext", folder / f"{kind}.pdf", "-"))
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 27 tháng 11 năm 2026", *TOLD[kind]):
        assert words in whole
    assert not re.search(r"\{[{%]|[%}]\}|None|nan\b", whole)
    assert all("DỮ LIỆU MÔ PHỎNG" in page for page in found)


@pytest.mark.parametrize("kind", DocumentKind)
def test_pages_are_numbered_from_the_second(folder, kind):
    first, *others = pages(folder / f"{kind}.pdf")
    assert first.split()[0] != "1"
    assert [page.split()[0] for page in others] == [str(k + 2) for k in range(len(others))]


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_page_holds_signatures_alone(folder, kind):
    for page in pages(folder / f"{kind}.pdf")[1:]:
        words = flowing(page).replace("DỮ LIỆU MÔ PHỎNG, KHÔNG SỬ DỤNG", "")
        assert not re.match(r"^\d+ \W*(Nơi nhận|ĐẠI DIỆN|NGƯỜI LẬP|CÔNG AN|ỦY BAN)", words)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_machine_without_the_font_takes_one_of_the_same_widths(folder, kind):
    lines = told("pdffonts", folder / f"{kind}.pdf").splitlines()[2:]
    fonts = {line.split()[0].partition("+")[2] or line.split()[0] for line in lines}
    same = {font for font in fonts if re.match(r"(LiberationSerif|Tinos|TimesNewRoman)", font)}
    assert same
    # Liberation before its second edition lacks letters of Vietnamese: another serif has them.
    assert all("Serif" in font for font in fonts - same), fonts


def test_annexes_lie_wide(folder):
    sizes = re.findall(
        r"size:\s+(\d+)[.\d]* x (\d+)", told("pdfinfo", "-f", 1, "-l", 99, folder / "review.pdf")
    )
    assert sizes[0] == ("595", "841")
    assert sizes[-1] == ("841", "595")


def test_the_workbook_of_a_plan_opens(folder):
    words = flowing(told("pdftotext", folder / "plan.pdf", "-"))
    assert "Cổng chợ" in words
    assert "8500000" in re.sub(r"[.,]", "", words)
