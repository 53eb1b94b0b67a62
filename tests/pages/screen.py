"""A page as a test sees and presses it."""

from pyproj import Transformer

from gis.core.language import _, use_language
from tests import system

PAGES = (
    *("overview", "map", "communes", "gaps", "plan", "register", "equipment"),
    *("survey", "maintenance", "reports"),
)


def page(app, name, language="vi"):
    app.run()
    app.session_state["language"] = language
    app.switch_page(f"pages/{name}.py").run()
    assert not app.exception
    return app


class Everything(set):
    """All that can be opened."""

    def __contains__(self, _one):
        return True


def opened(app, name, language="vi"):
    """Open a page, and on it every tab and all that is folded in."""
    shown = page(app, name, language)
    use_language(language)  # the runner looks choices up by their words, here
    shown.session_state["tabs_opened"] = Everything()
    for folded in ("plan_folded", "weights_folded"):
        shown.session_state[folded] = True
    shown.run()
    assert not shown.exception
    return shown


def texts(app):
    kinds = (app.markdown, app.caption, app.warning, app.error, app.info, app.success)
    return " ".join(str(element.value) for kind in kinds for element in kind)


def figures(shown):
    """Return cost, repairs, cameras and weight of the plan shown."""
    metrics = {m.label: m.value for m in shown.metric[:5]}
    names = ("Cost (million VND)", "Repairs", "Cameras restored or connected", "Weight")
    return [metrics[_(name)] for name in names]


def budget(shown):
    [slider] = [s for s in shown.slider if s.label == _("Budget (million VND)")]
    return slider


def lines(shown):
    """Return the table of repairs, by what is in the plan."""
    [table] = [t.value for t in shown.dataframe if _("In the plan") in t.value]
    return table


KNOWN = {
    "kind": "fixed",
    "azimuth_deg": 0,
    "hfov_deg": 90,
    "range_m": 50,
    "status": "broken",
    "repair_cost_vnd": 2e6,
}


def until(shown, done):
    """Run the page anew, as it does itself each second, until something is so."""

    def is_so():
        if not (so := done(shown)):
            shown.run()
            assert not shown.exception
        return so

    system.until(is_so, "the page did not get there", seconds=60)


def press(shown, key):
    shown.button(key).click().run()
    assert not shown.exception


def keys(shown):
    return {button.key for button in shown.button}


def table_with(shown, column):
    [table] = [t.value for t in shown.dataframe if column in t.value]
    return table


def said(shown):
    errors = [e.value for e in shown.error if "Ranh giới sơ đồ" not in e.value]
    return " ".join(errors).replace("\\", "")


def named(shown, who="Bình"):
    next(t for t in shown.text_input if t.key == "who").input(who).run()
    return shown


HEADINGS = ("Mã camera", "Xã", "X", "Y")


def listed(code, crs):
    east, north = Transformer.from_crs(4326, crs, always_xy=True).transform(106.62, 17.47)
    return [HEADINGS, (code, "Phường Đồng Hới", north, east)]


def accepted(shown):
    assert not shown.exception
    return next(m.value for m in shown.metric if m.label == _("Accepted"))
