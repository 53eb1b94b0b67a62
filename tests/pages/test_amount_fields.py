"""Money is written into pages as people write it, and understood or asked about."""

import pytest

from gis.core.language import _
from pages.components.shared.amounts import understood
from tests.pages.screen import budget, figures, page, texts

pytestmark = pytest.mark.usefixtures("two_communes")


def field(shown):
    [found] = [t for t in shown.text_input if t.key and t.key.startswith("budget_text-")]
    return found


@pytest.mark.parametrize(
    ("written", "vnd"),
    [
        ("500 triệu", 500e6),
        ("1,5 tỷ", 1.5e9),
        ("12.500.000", 12.5e6),
        ("12.500.000 đ", 12.5e6),
        ("2tr5", 2.5e6),
        ("0", 0),
        ("", 0),
        ("  500 nghìn ", 5e5),
        ("1.5 billion", 1.5e9),
    ],
)
def test_money_is_understood(written, vnd):
    assert understood(written) == (vnd, "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("500", ("500 đồng", "500.000.000 đồng")),
        ("3.500 triệu", ("3.500.000 đồng", "3.500.000.000 đồng")),
        ("3-5 triệu", ("3.000.000 đồng", "5.000.000 đồng")),
        ("nhiều", ("nhiều", "500 triệu")),
        ("-5 triệu", ("-5 triệu",)),
        ("inf", ("inf",)),
        ("9" * 80, ("999",)),
    ],
)
def test_what_is_no_amount_is_refused_with_what_it_may_be(written, said):
    amount, wrong = understood(written)
    assert amount is None
    assert all(part in wrong for part in said)


def test_the_field_and_the_slider_say_the_same(app, village):
    shown = page(app, "plan")
    budget(shown).set_value(10.0).run()
    assert field(shown).value == "10 triệu"
    field(shown).set_value("3.000.000").run()
    assert not shown.exception
    assert budget(shown).value == 3.0
    assert figures(shown) == ["3", "1", "1", "3"]
    assert "= 3.000.000 đồng" in texts(shown).replace("\\", "")
    field(shown).set_value("1 tỷ").run()
    assert budget(shown).value == budget(shown).max == 13
    assert figures(shown) == ["13", "3", "3", "12"]


def test_what_cannot_be_read_stays_and_the_amount_of_before_counts(app, village):
    shown = page(app, "plan")
    field(shown).set_value("10 triệu").run()
    for wrong in ("3", "nhiều lắm", "3.500 triệu"):
        field(shown).set_value(wrong).run()
        assert not shown.exception
        assert field(shown).value == wrong
        assert budget(shown).value == 10.0
        assert figures(shown)[0] == "10"
        said = shown.error[-1].value.replace("\\", "")
        assert wrong in said
        assert "vẫn tính theo 10.000.000 đồng" in texts(shown).replace("\\", "")
    field(shown).set_value("3 triệu").run()
    assert not shown.error
    assert figures(shown)[0] == "3"


def test_a_ceiling_a_month_may_be_said_by_the_year(app, village):
    shown = page(app, "plan")
    ceiling = shown.text_input("plan_monthly")
    assert ceiling.label == _("Ceiling of running cost a month")
    assert ceiling.value == ""
    assert _("No ceiling") in texts(shown)
    ceiling.set_value("2,4 triệu/năm").run()
    assert not shown.exception
    assert "= 200.000 đồng" in texts(shown).replace("\\", "")
