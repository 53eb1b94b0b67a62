"""The Streamlit main script: navigation, language, banners; nothing else."""

from pathlib import Path

import streamlit as st

from gis.core.errors import GisError
from gis.core.language import _
from pages.components.register.drafts import show_unsaved
from pages.components.shared.banners import show_banners
from pages.components.shared.bookmarks import hold_bookmark
from pages.components.shared.file_offer import let_file_go
from pages.components.shared.markdown import plain
from pages.components.shared.session import ask_who, choose_language, opened_communes
from pages.components.shared.streamlit_words import translate_streamlit
from pages.components.shared.tabs import close_tabs
from pages.components.shared.terms import choose_terms

choose_language()
st.set_page_config(page_title=_("Cameras of Quảng Trị"), page_icon="📹", layout="wide")
translate_streamlit()
st.html(Path(__file__).with_name("pages") / "components" / "page.css")
pages = [
    st.Page("pages/overview.py", title=_("Overview"), icon=":material/dashboard:", default=True),
    st.Page("pages/map.py", title=_("Map"), icon=":material/map:", url_path="ban-do"),
    st.Page(
        "pages/communes.py",
        title=_("Communes, wards, special zone"),
        icon=":material/location_city:",
        url_path="xa",
    ),
    st.Page(
        "pages/gaps.py",
        title=_("Places not seen"),
        icon=":material/visibility_off:",
        url_path="chua-giam-sat",
    ),
    st.Page(
        "pages/plan.py",
        title=_("Restoration and connection plan"),
        icon=":material/build:",
        url_path="phuong-an",
    ),
    st.Page(
        "pages/register.py",
        title=_("Camera register"),
        icon=":material/list_alt:",
        url_path="danh-muc",
    ),
    st.Page(
        "pages/equipment.py",
        title=_("Shared equipment"),
        icon=":material/account_tree:",
        url_path="thiet-bi",
    ),
    st.Page("pages/survey.py", title=_("Survey"), icon=":material/fact_check:", url_path="ra-soat"),
    st.Page(
        "pages/maintenance.py",
        title=_("Maintenance"),
        icon=":material/handyman:",
        url_path="bao-duong",
    ),
    st.Page(
        "pages/reports.py",
        title=_("Reports and data"),
        icon=":material/download:",
        url_path="xuat-du-lieu",
    ),
]
try:
    page = st.navigation(pages)
    hold_bookmark()
    ask_who()
    choose_terms()
    show_unsaved(page.url_path)
    show_banners(page.url_path)
    opened_communes().add(page.url_path)
    close_tabs(page.url_path)
    let_file_go(page.url_path)
    page.run()
except GisError as error:
    st.error(plain(error), icon=":material/error:")
