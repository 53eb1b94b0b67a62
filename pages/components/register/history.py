"""What happened to the register; the last change taken back, or done again."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import broken_since, history_tables, moment
from gis.export.writes import Reversal, past, redo_label, reversal, undo_label
from gis.store.editing import ASSETS, history
from gis.store.effective_history import what_stands
from gis.store.store import Store
from gis.store.undoing import undo
from pages.components.register.editing import write_change
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, lacks_name, who

_SHOWN = 20
# What the session is being asked about: undo or redo, and the revision.
_ASKED = "reversal_asked"


def show_history(analysis: Analysis) -> None:
    """Show what happened to one camera, and offer to take the last change back."""
    store = current_snapshots().store
    code = st.text_input(_("Code of a camera or piece of equipment"), key="history_of").strip()
    if code:
        events = history(store, code, subjects=ASSETS)
        if events.empty:
            st.info(_("There is no camera “{id}”", id=plain(code)))
        cameras = analysis.cameras
        status = "".join(cameras.loc[cameras["camera_id"] == code, "status"])
        ours = events[events["subject"] == "camera"]
        if since := broken_since(what_stands(store, ours), status):
            st.warning(plain(since), icon=":material/build:")
        for what, told in history_tables(events).items():
            if what:
                st.caption(plain(what))
            st.dataframe(told, hide_index=True)
    st.subheader(_("Last changes"))
    lacks_name()
    for again in (False, True):
        _offer_both(store, again=again)
    st.dataframe(_in_words(past(store, limit=_SHOWN)), hide_index=True)


def _offer_both(store: Store, *, again: bool) -> None:
    """Offer to take back one's own last write, and the last of all where it is another's."""
    own, last = (reversal(store, again=again, who=name) for name in (who(), None))
    if own is not None:
        _offer(own, again=again, own=True)
    if last is not None and last != own:
        _offer(last, again=again, own=False)


def _offer(found: Reversal, *, again: bool, own: bool) -> None:
    """Offer to take a write back; of more than one row, or another's, it is asked first."""
    label, key = (redo_label, "redo") if again else (undo_label, "undo")
    icon = f":material/{key}:"
    key = key if own else f"{key}_others"
    asked = (key, found.revision)
    if st.button(plain(label(found.what)), key=key, icon=icon, disabled=not who()):
        if found.rows == 1 and own:
            _reverse(found)
        else:
            st.session_state[_ASKED] = asked
    if st.session_state.get(_ASKED) == asked:
        title = _("Do it again?") if again else _("Take it back?")
        st.dialog(title, icon=icon, on_dismiss=_forget)(_ask)(found, key, own=own)


def _ask(found: Reversal, key: str, *, own: bool) -> None:
    st.markdown(plain(found.what))
    st.markdown(_("{count} rows change.", count=number(found.rows)))
    sure = own or _ask_of_others(found, key)
    if found.going > 1:
        st.warning(
            _("{what} leave the register.", what=plain(found.going_in_words)),
            icon=":material/delete:",
        )
        label = _("Write {count} to confirm", count=number(found.going))
        written = st.text_input(label, key=f"{key}_count", max_chars=20)
        sure = sure and "".join(filter(str.isdecimal, written)) == str(found.going)
    yes, no = st.columns(2)
    label = _("Do again") if key.startswith("redo") else _("Take back")
    if yes.button(label, type="primary", key=f"{key}_sure", disabled=not sure, width="stretch"):
        _forget()
        _reverse(found)
    if no.button(_("Leave it"), key=f"{key}_not", width="stretch"):
        _forget()
        st.rerun()


def _ask_of_others(found: Reversal, key: str) -> bool:
    """Ask once more before what somebody else did is taken back."""
    author = plain(found.author)
    st.warning(_("You did not write this: it is by {who}.", who=author), icon=":material/group:")
    return st.checkbox(_("Change what {who} wrote all the same", who=author), key=f"{key}_known")


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _reverse(found: Reversal) -> None:
    store, name = current_snapshots().store, who()
    write_change(lambda: undo(store, found.revision, who=name))


def _in_words(writes: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("When"): writes["at"].map(moment),
            _("Who"): writes["who"],
            _("What"): writes["what"],
            _("From"): writes["source"],
        }
    )
