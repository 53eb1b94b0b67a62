"""Single cameras by hand: add, copy, propose for disposal, remove with a reason, bring back."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.export.history import removals_table
from gis.ingest.by_hand import copied_from
from gis.ingest.entries import POSITION
from gis.store.archive import remove, removed, restore
from gis.store.by_hand import propose_disposal
from gis.vocabulary.labels import display_names
from pages.components.register.camera_form import LONGEST_TEXT, camera_form
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.session import current_snapshots, lacks_name, who

ADD, COPY, DISPOSE, REMOVE, RESTORE = "add", "copy", "dispose", "remove", "restore"
# More are not offered at once: whoever looks for one says more of it.
_OFFERED = 200
_ASKED = "by_hand_asked"


def by_hand(analysis: Analysis) -> None:
    """Offer all that is done to single cameras."""
    told = {
        ADD: _("Add"),
        COPY: _("Copy"),
        DISPOSE: _("Propose for disposal"),
        REMOVE: _("Remove"),
        RESTORE: _("Removed, archived"),
    }
    key = fresh_choice_key("by_hand_what", told, first=ADD)
    what = st.segmented_control(
        _("What is to be done"), list(told), format_func=told.__getitem__, required=True, key=key
    )
    _SHOWN[str(what)](analysis, [])


def open_map_request(analysis: Analysis, asked: dict[str, Any] | None = None) -> None:
    """Open what was asked for on the map: `act`, and what is `given`, see `camera_map`."""
    if asked is not None:
        st.session_state[_ASKED] = asked
        st.rerun()
    titles = {
        ADD: _("Add a camera here"),
        COPY: _("Copy the camera"),
        DISPOSE: _("Propose for disposal"),
        REMOVE: _("Remove"),
    }
    held = st.session_state.get(_ASKED, {})
    act, told = held.get("act"), held.get("given")
    if act not in titles or not isinstance(told, list):  # a browser may send anything
        return
    given = list(map(str, told))
    opened = st.dialog(titles[act], width="large", on_dismiss=_forget)
    opened(lambda: _SHOWN[act](analysis, given))()


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _add(analysis: Analysis, given: list[str]) -> None:
    """Ask for a new camera; `given`: latitude and longitude."""
    _warn_of_simulated(analysis)
    key = "_".join(["camera_form", *given])
    filled = {POSITION: ", ".join(given)} if given else {}
    _added(lambda: camera_form(analysis, key=key, filled=filled))


def _copy(analysis: Analysis, given: list[str]) -> None:
    """Ask for a camera like another one; `given`: the code of that."""
    cameras = analysis.cameras
    code = given[0] if given else _choose_one(cameras)
    if code is None or not (cameras["camera_id"] == code).any():
        return
    _warn_of_simulated(analysis)
    st.caption(
        _(
            "Taken over: all but the code, the serial number, the state and what was "
            "surveyed, repaired or accepted."
        )
    )
    base = copied_from(cameras, code)
    _added(lambda: camera_form(analysis, key=f"camera_copy_{code}", base=base))


def _added(form: Callable[[], str | None]) -> None:
    try:
        code = form()
    except GisError as error:
        st.error(plain(error), icon=":material/sync_problem:")
        return
    if code is not None:
        _done(_("Added as “{id}”", id=code))


def _dispose(analysis: Analysis, given: list[str]) -> None:
    st.caption(_("The state becomes “proposed for disposal”; reason and day go into the note."))
    codes, reason = _which_and_why(analysis, given, key="dispose")
    store, name = current_snapshots().store, who()
    _press(
        _("Propose for disposal"),
        bool(codes),
        "dispose_do",
        lambda: propose_disposal(store, codes, reason=reason, source=_("by hand"), who=name),
    )


def _remove(analysis: Analysis, given: list[str]) -> None:
    st.caption(_("What is removed stays on record with its reason, and can be brought back."))
    codes, reason = _which_and_why(analysis, given, key="remove")
    sites = _left_behind(analysis.cameras, codes)
    if sites:
        st.info(
            plain(_("{count} other cameras stand at the same site; they stay", count=number(sites)))
        )
    store, name = current_snapshots().store, who()
    _press(
        _("Remove {count} cameras", count=number(len(codes))),
        bool(codes) and not lacks_name(),
        "remove_do",
        lambda: remove(store, codes, reason=reason, source=_("by hand"), who=name),
    )


def _left_behind(cameras: pd.DataFrame, codes: list[str]) -> int:
    """Count the cameras that stand at the site of one of these, or are called after it."""
    chosen = cameras["camera_id"].isin(codes)
    sites = {*cameras.loc[chosen, "site_id"], *codes} - {""}
    return int((cameras["site_id"].isin(sites) & ~chosen).sum())


def _restore(analysis: Analysis, _given: list[str]) -> None:
    """List what was removed; bring back what is chosen."""
    store, name = current_snapshots().store, who()
    gone = removed(store)
    if gone.empty:
        st.info(_("Nothing has been removed."), icon=":material/inventory_2:")
        return
    told = removals_table(gone, analysis.communes)
    event = st.dataframe(
        told,
        hide_index=True,
        key=f"removed_{analysis.provenance.revision}",
        on_select="rerun",
        selection_mode="multi-row",
    )
    rows = event["selection"]["rows"] if event else []
    chosen = gone.iloc[[row for row in rows if row < len(gone)]]

    def bring_back() -> int:
        parts = chosen.groupby("subject")["subject_id"].agg(list)
        return sum(
            restore(store, ids, subject=str(subject), source=_("by hand"), who=name)
            for subject, ids in parts.items()
        )

    label = _("Bring {count} back", count=number(len(chosen)))
    _press(label, bool(len(chosen)), "restore_do", bring_back)


def _which_and_why(analysis: Analysis, given: list[str], *, key: str) -> tuple[list[str], str]:
    cameras = analysis.cameras
    if given:
        shown = cameras[cameras["camera_id"].isin(given)]
        st.markdown(plain("\n".join(map(_named, shown["camera_id"], display_names(shown)))))
        codes = shown["camera_id"].tolist()
    else:
        names = _offered(cameras, key)
        codes = st.multiselect(
            _("Cameras"),
            list(names),
            format_func=lambda code: names.get(code, code),
            key=f"{key}_which",
            placeholder=_("Choose"),
        )
    return codes, str(st.text_input(_("Reason"), key=f"{key}_why", max_chars=LONGEST_TEXT)).strip()


def _choose_one(cameras: pd.DataFrame) -> str | None:
    names = _offered(cameras, "copy")
    chosen: str | None = st.selectbox(
        _("Camera"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        key="copy_which",
        placeholder=_("Choose"),
    )
    return chosen


def _offered(cameras: pd.DataFrame, key: str) -> dict[str, str]:
    """Return the cameras a search finds, code → what is shown; those chosen stay among them."""
    asked = st.text_input(_("Search by code, name or address"), key=f"{key}_search").strip()
    texts = cameras["camera_id"] + " " + cameras["name"] + " " + cameras["address"]
    hits = texts.map(fold).str.contains(fold(asked), regex=False)
    held = st.session_state.get(f"{key}_which") or []
    kept = cameras["camera_id"].isin([held] if isinstance(held, str) else held)
    found = pd.concat([cameras[kept], cameras[hits & ~kept].head(_OFFERED)])
    if hits.sum() > _OFFERED:
        st.caption(
            _(
                "{count} cameras found; the first {shown} are offered",
                count=number(int(hits.sum())),
                shown=number(_OFFERED),
            )
        )
    return dict(
        zip(found["camera_id"], map(_named, found["camera_id"], display_names(found)), strict=True)
    )


def _named(code: str, name: str) -> str:
    return " · ".join(filter(None, [code, name]))


def _warn_of_simulated(analysis: Analysis) -> None:
    if analysis.provenance.simulated:
        st.warning(
            _(
                "The register is simulated: a camera added here counts as simulated, and goes with "
                "the others when a real list comes in"
            ),
            icon=":material/science:",
        )


def _press(label: str, ready: bool, key: str, change: Callable[[], int]) -> None:  # noqa: FBT001
    if not st.button(label, type="primary", disabled=not ready, key=key):
        return
    try:
        count = change()
    except GisError as error:
        st.error(plain(error), icon=":material/sync_problem:")
        return
    for field in ("dispose_which", "dispose_why", "remove_which", "remove_why"):
        st.session_state.pop(field, None)
    _done(_("{count} rows changed", count=number(count)))


def _done(told: str) -> None:
    """Say what was done on the page that is shown anew."""
    _forget()
    st.session_state["told"] = plain(told)
    st.rerun()


_SHOWN = {ADD: _add, COPY: _copy, DISPOSE: _dispose, REMOVE: _remove, RESTORE: _restore}
