"""Gói báo cáo: a commune's as one file to take along, and those of many to take in."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.clock import now, today
from gis.core.dates import date
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import in_millions, number
from gis.export.history import value_in_words
from gis.packages.arrivals import Arrival, look, open_packages
from gis.packages.comparison import EDITED, THERE, Choice, MergeChoices
from gis.packages.loading import LoadingTerms, load_all
from gis.packages.package import pack_package, seal, unpack_package
from gis.packages.records import RECORD_PREFIX, Age, record_from_values
from gis.packages.summary import (
    PACKAGE_FIGURES,
    SEAL_DIGITS,
    age_words,
    package_change_words,
    package_changes,
    package_remarks,
    packages_table,
)
from gis.register.queries import in_commune
from gis.runtime.reporting import commune_report
from gis.store.changes import REMOVED
from gis.vocabulary.labels import column_words, display_names, layer_words
from pages.components.shared.confidential import ask_whole_register
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots
from pages.components.shared.tables import metrics, show_table

ZIP = "application/zip"
PACKAGES_KEY = "packages"


def offer_package(analysis: Analysis, commune: str, name: str) -> None:
    """Offer the package of a commune: made when asked for, with the signed papers given."""
    with st.popover(_("Report package"), icon=":material/inventory_2:"):
        st.markdown(
            _(
                "The register, survey and chosen plan of this commune as one file for the "
                "province. Signed documents may go along."
            )
        )
        files = st.file_uploader(
            _("Signed documents (.docx, .pdf)"),
            ["docx", "pdf"],
            accept_multiple_files=True,
            key=f"package_papers_{commune}",
        )
        if not name:
            st.caption(_("Write your name in the side bar first."))
        mine = in_commune(analysis.cameras, commune)
        open_ = ask_whole_register(mine, key=f"package_confidential_{commune}")
        unready = not (name and open_)
        if st.button(_("Make the package"), type="primary", disabled=unready, key="make_package"):
            try:
                _make(analysis, commune, name, {file.name: file.getvalue() for file in files})
            except GisError as error:
                st.error(plain(error), icon=":material/error:")


def _make(analysis: Analysis, commune: str, name: str, papers: dict[str, bytes]) -> None:
    store, day = current_snapshots().store, now().date()
    content = commune_report(analysis, store, commune, who=name, day=day, papers=papers)
    data, file = pack_package(content), name_file(analysis, "package", commune, "zip")
    unpack_package(data, file)
    st.download_button(
        file, data, file, ZIP, on_click="ignore", key="take_package", icon=":material/download:"
    )
    st.caption(
        _(
            "{count} cameras. Code to compare on the telephone: {seal}. It shows that nothing "
            "was changed on the way, not who sent it.",
            count=number(len(content.cameras)),
            seal=seal(data, file)[:SEAL_DIGITS],
        )
    )


def receive_packages(analysis: Analysis, name: str) -> None:
    """Ask for packages of communes, show what they bring, and take them in when confirmed."""
    turn = st.session_state.setdefault(f"{PACKAGES_KEY}_turn", 0)
    with st.expander(_("Report packages of the communes"), icon=":material/inventory_2:"):
        for kind, note in st.session_state.pop(f"{PACKAGES_KEY}_told", []):
            (st.success if kind == "success" else st.error)(plain(note))
        files = st.file_uploader(
            _("Packages as the communes sent them, many at once"),
            ["zip"],
            accept_multiple_files=True,
            key=f"{PACKAGES_KEY}_{turn}",
        )
        if not files:
            _show_loaded(analysis)
            return
        arrivals, refusals = _arrivals(analysis, files)
        for refusal in refusals:
            st.error(plain(refusal), icon=":material/gpp_bad:")
        if arrivals:
            _show_arrivals(analysis, arrivals, name)


def _arrivals(analysis: Analysis, files: Sequence[UploadedFile]) -> tuple[list[Arrival], list[str]]:
    """Return what the files bring; a rerun of the page shows what was read before."""
    about = (analysis.provenance.revision, *(file.file_id for file in files))
    kept = st.session_state.get(f"{PACKAGES_KEY}_read")
    if kept is None or kept[0] != about:
        with st.spinner(_("Reading the packages…")):
            given = [(file.name, file.getvalue()) for file in files]
            parcels, refusals = open_packages(given, analysis.communes, today=today())
            found = look(current_snapshots().store, parcels), refusals
        kept = st.session_state[f"{PACKAGES_KEY}_read"] = about, found
    arrivals, told = kept[1]
    return arrivals, told


def _show_loaded(analysis: Analysis) -> None:
    """Show which package of each commune was loaded last, and how many sent none."""
    held = current_snapshots().store.settings(RECORD_PREFIX)
    records = {
        key.removeprefix(RECORD_PREFIX): record_from_values(value) for key, value in held.items()
    }
    names = commune_names(analysis.communes)
    rows = [
        (names.get(code, code), date(r.day), r.who, date(r.loaded_on), r.figures.get("cameras", 0))
        for code, r in records.items()
        if r is not None
    ]
    st.caption(
        _(
            "Packages of {count} of {total} communes are loaded.",
            count=number(len(rows)),
            total=number(len(names)),
        )
    )
    if rows:
        headings = [_("Commune"), _("Package of"), _("Who"), _("Loaded on"), _("Camera views")]
        show_table(pd.DataFrame(rows, columns=headings), key="packages_loaded")


def _show_arrivals(analysis: Analysis, arrivals: list[Arrival], name: str) -> None:
    table = packages_table(arrivals)
    sums = {
        _("New in the package"): "new",
        _("Changed in the package"): "changed",
        _("Gone from the package"): "gone",
        _("Changed by both"): "conflicts",
    }
    figures = {label: (int(table[column].sum()), "") for label, column in sums.items()}
    metrics(st.container(), {_("Packages"): (len(table), "")} | figures)
    place = show_table(_in_words(table), key="packages_table")
    _show_remarks(arrivals, analysis.provenance.boundaries)
    _show_changes(arrivals if place is None else [arrivals[place]])
    choices = _ask_conflicts(arrivals)
    older = [a for a in arrivals if a.age == Age.OLDER]
    taken_too = bool(older) and st.checkbox(
        _("Take in the {count} older packages too", count=number(len(older))), key="packages_older"
    )
    waiting = [a for a in arrivals if a.age != Age.SAME and (taken_too or a.age != Age.OLDER)]
    if not name:
        st.caption(_("Write your name in the side bar first."))
    if st.button(
        _("Load {count} packages", count=number(len(waiting))),
        type="primary",
        disabled=not (waiting and name),
        key="load_packages",
    ):
        _load(waiting, name, LoadingTerms(choices=choices, older=taken_too))


def _show_remarks(arrivals: list[Arrival], boundaries: str) -> None:
    said = [
        (text, arrival.parcel.about.commune)
        for arrival in arrivals
        for text in package_remarks(arrival, boundaries=boundaries)
    ]
    if said:
        table = pd.DataFrame(said, columns=["text", "commune"])
        communes = table.groupby("text", sort=False)["commune"]
        shown = pd.DataFrame({"count": communes.size(), "names": communes.agg(", ".join)})
        headings = [_("To be noted"), _("Packages"), _("Communes, wards, special zone")]
        show_table(shown.reset_index().set_axis(headings, axis=1), key="packages_remarks")


def _load(arrivals: list[Arrival], name: str, terms: LoadingTerms) -> None:
    store = current_snapshots().store
    with st.spinner(_("Loading the packages…")):
        parcels = [arrival.parcel for arrival in arrivals]
        loaded, refusals = load_all(store, parcels, who=name, today=today(), terms=terms)
    note = _(
        "{packages} packages loaded; {rows} rows changed",
        packages=number(len(loaded)),
        rows=number(sum(rows for _arrival, rows in loaded)),
    )
    told = [("success", note)] * bool(loaded) + [("error", text) for text in refusals]
    st.session_state[f"{PACKAGES_KEY}_told"] = told
    st.session_state[f"{PACKAGES_KEY}_turn"] += 1
    st.session_state.pop(f"{PACKAGES_KEY}_read", None)
    st.rerun()


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    last = table["last_day"].map(date).str.cat(table["last_who"], sep=", ").str.strip(", ")
    labels = layer_words() | {"surveyed": _("Surveyed")}
    figures = {
        _("{figure}: before → now", figure=labels[f]): _pair(table, f) for f in PACKAGE_FIGURES
    }
    return pd.DataFrame(
        {
            _("Commune"): table["commune"],
            _("Kind of package"): table["age"].map(age_words()),
            _("Loaded last"): last,
            _("This package"): table["day"].map(date).str.cat(table["who"], sep=", "),
            _("New in the package"): table["new"],
            _("Changed in the package"): table["changed"],
            _("Gone from the package"): table["gone"],
            _("Changes of state"): table["states"],
            _("Devices touched"): table["equipment"],
            _("Changed by both"): table["conflicts"],
            _("Codes of others"): table["recoded"],
            _("Signed documents"): table["papers"],
            _("Plan (million VND)"): in_millions(table["plan_vnd"]),
            **figures,
            _("Seal"): table["seal"],
        }
    )


def _pair(table: pd.DataFrame, figure: str) -> pd.Series:
    then, now = (
        table[f"{figure}_{when}"].map(lambda v: "–" if pd.isna(v) else number(v))
        for when in ("then", "now")
    )
    return then.str.cat(now, sep=" → ")


def _show_changes(arrivals: list[Arrival]) -> None:
    found = pd.concat([_named(arrival) for arrival in arrivals], ignore_index=True)
    found = found[found["what"] != "conflict"]
    if found.empty:
        st.caption(_("Nothing differs from the packages before."))
        return
    labels = column_words()
    shown = pd.DataFrame(
        {
            _("Commune"): found["commune"],
            _("Code"): found["subject_id"],
            _("Name"): found["name"],
            _("What"): found["what"].map(package_change_words()),
            _("Field"): found["field"].map(lambda f: labels.get(f, f)),
            _("In the register"): _values(found, "before"),
            _("In the package"): _values(found, "after"),
        }
    )
    show_table(shown, key="packages_changes")


def _named(arrival: Arrival) -> pd.DataFrame:
    """Return the changes of a package with the commune's name and each row's own."""
    tables = [t for side in arrival.comparisons.values() for t in (side.stored, side.given)]
    names = pd.concat([display_names(table) for table in tables])
    names = names[~names.index.duplicated(keep="last")]
    found = package_changes(arrival)
    return found.assign(
        commune=arrival.parcel.about.commune, name=found["subject_id"].map(names).fillna("")
    )


def _values(table: pd.DataFrame, side: str) -> list[str]:
    whole = {THERE: _("the row is there"), REMOVED: _("removed"), EDITED: _("the row was edited")}
    return [
        value_in_words(field, text) if field else whole.get(text, text)
        for field, text in zip(table["field"], table[side], strict=True)
    ]


def _ask_conflicts(arrivals: list[Arrival]) -> MergeChoices:
    """Show what both have changed, and ask whose value counts; the province's until said."""
    found = pd.concat([_named(arrival) for arrival in arrivals], ignore_index=True)
    found = found[found["what"] == "conflict"].reset_index(drop=True)
    if found.empty:
        return {}
    st.subheader(_("Changed by both"))
    st.markdown(_("The province's value stays unless you take the commune's."))
    labels, take = column_words(), _("Take the commune's")
    every = st.checkbox(_("Take the commune's value everywhere"), key="packages_every")
    shown = pd.DataFrame(
        {
            take: every,
            _("Commune"): found["commune"],
            _("Code"): found["subject_id"],
            _("Name"): found["name"],
            _("Field"): found["field"].map(lambda f: labels.get(f, _("whole row"))),
            _("Province"): _values(found, "before"),
            _("Commune's value"): _values(found, "after"),
        }
    )
    others = [str(column) for column in shown if column != take]
    answer = st.data_editor(
        shown, hide_index=True, disabled=others, key=f"packages_conflicts_{every}"
    )
    rows = found[answer[take].to_numpy(bool)]
    keys = rows["subject"].map({"camera": "camera_id", "equipment": "equipment_id"})
    pairs = zip(keys, rows["subject_id"], rows["field"], strict=True)
    return dict.fromkeys(pairs, Choice.COMMUNE)
