"""Words of a list that nobody foresaw: shown on the page, mapped there, remembered."""

import streamlit as st

from gis.ingest.headings.mapping import VALUES
from gis.store.store import Store
from tests.pages.screen import page
from tests.registers import workbook

ROWS = [
    ("Mã camera", "Vĩ độ", "Kinh độ", "Tình trạng"),
    *((f"C{n}", 17.47, 106.62 + n / 1000, word) for n, word in enumerate(["bể dĩa"] * 3 + ["tốt"])),
]


def test_unknown_words_are_mapped_on_the_page_and_remembered(app, store, monkeypatch):
    offered = []
    editor = st.data_editor

    def answering(table, **options):
        if "means" in table:
            offered.append(table)
            return table.assign(means="abandoned")
        return editor(table, **options)

    monkeypatch.setattr(st, "data_editor", answering)
    shown = page(app, "register")
    shown.file_uploader[0].upload("la.xlsx", workbook(ROWS)).run()
    assert not shown.exception
    assert offered[-1][["value", "heading", "rows"]].to_numpy().tolist() == [
        ["bể dĩa", "Tình trạng", 3]
    ]
    shown.button(key="read_values_again").click().run()
    assert not shown.exception
    assert "read_values_again" not in {button.key for button in shown.button}
    shown.button(key="write_register").click().run()
    assert not shown.exception
    stored = store.cameras().set_index("camera_id")["status"]
    assert stored.to_dict() == {**dict.fromkeys(("C0", "C1", "C2"), "abandoned"), "C3": "working"}
    assert Store(store.url).setting(VALUES) == {"status": {"be dia": "abandoned"}}


def test_remembered_words_are_understood_the_next_time(app, store):
    store.set(VALUES, {"status": {"be dia": "broken"}}, who="An")
    shown = page(app, "register")
    shown.file_uploader[0].upload("la.xlsx", workbook(ROWS)).run()
    assert not shown.exception
    assert "read_values_again" not in {button.key for button in shown.button}
    shown.button(key="write_register").click().run()
    assert sorted(store.cameras()["status"]) == ["broken"] * 3 + ["working"]
