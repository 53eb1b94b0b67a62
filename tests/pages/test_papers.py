"""Lập văn bản: the papers offered where they belong, and what is said when one cannot be made."""

import pytest

from gis.documents import templates
from gis.documents.kinds import DocumentKind

WEST = "00001"


def opened(app, page: str, commune: str | None = None):
    app.run()
    if commune is not None:
        app.query_params["xa"] = commune
    return app.switch_page(f"pages/{page}.py").run()


def make(app, kind: DocumentKind):
    app.session_state["papers"] = True
    app.run()
    app.radio(key="paper_kind").set_value(kind).run()
    assert not app.exception
    return [taken.proto.label for taken in app.get("download_button")]


@pytest.mark.parametrize("page", ["overview", "survey", "maintenance"])
def test_a_commune_gets_its_papers(app, village, page):
    opened(app, page, WEST)
    names = make(app, DocumentKind.REVIEW)
    assert any(name.startswith("bao-cao-ra-soat_west_") for name in names)
    assert DocumentKind.REPORT not in app.radio(key="paper_kind").options


@pytest.mark.parametrize(
    ("kind", "stem"),
    [(DocumentKind.REPORT, "bao-cao-tong-hop"), (DocumentKind.STANDARDS, "phu-luc-tieu-chuan")],
)
def test_the_province_gets_its_papers(app, village, kind, stem):
    opened(app, "communes")
    assert any(name.startswith(f"{stem}_quang-tri_") for name in make(app, kind))


def test_nothing_is_made_before_it_is_asked_for(app, village):
    opened(app, "overview", WEST)
    assert not any(taken.proto.label.endswith(".docx") for taken in app.get("download_button"))


def test_a_plan_gets_its_proposal_with_its_money_in_the_name(app, village):
    opened(app, "plan", WEST)
    names = make(app, DocumentKind.PROPOSAL)
    assert any("to-trinh_west_" in name and "-trieu_" in name for name in names)


def test_a_template_of_ones_own_that_is_wrong_is_told(app, village, tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "OWN", tmp_path)
    (tmp_path / "review.docx").write_bytes(b"no Word file")
    opened(app, "overview", WEST)
    assert not any(name.endswith(".docx") for name in make(app, DocumentKind.REVIEW))
    assert any("không phải là mẫu văn bản" in error.value for error in app.error)
