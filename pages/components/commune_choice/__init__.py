"""A commune chosen by typing its name: with or without marks, that of today or a former one.

A text field with a list below it (the combobox of the ARIA practices), for Streamlit's own
compares letters with their marks and knows one name for each choice.
"""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import streamlit as st

from gis.communes.listing import commune_names
from gis.language import _, language

_HERE = Path(__file__).parent
HTML = """<div class="commune-choice">
<label></label>
<div class="field"><input type="text" role="combobox" aria-autocomplete="list"
aria-expanded="false" autocomplete="off" spellcheck="false"><span aria-hidden="true"></span></div>
<ul role="listbox" popover="manual"></ul>
<div class="told" role="status"></div>
</div>"""


def commune_choice(
    communes: gpd.GeoDataFrame, chosen: str, *, label: str, key: str, on_change: Callable[[], None]
) -> None:
    """Offer the province (code ``""``) and its communes; `chosen` is the one shown.

    `on_change` finds the code of the one just chosen as ``st.session_state[key]["chosen"]``.
    """
    mount = st.components.v2.component(
        "commune_choice",
        html=HTML,
        css=(_HERE / "component.css").read_text("utf-8"),
        js=(_HERE / "component.js").read_text("utf-8"),
        isolate_styles=False,
    )
    mount(
        key=key,
        on_chosen_change=on_change,
        data={
            "label": label,
            "language": language(),
            "chosen": chosen,
            "options": [{"code": "", "label": _("Whole province")}, *_options(communes)],
            "texts": {
                "none": _("No commune is or was called so"),
                "found": _("{count} found", count="{count}"),
                "part": _("made from the former {district}", district="{district}"),
                "open": _("Type a name, with or without marks; former names are found, too"),
            },
        },
    )


def _options(communes: gpd.GeoDataFrame) -> list[dict[str, object]]:
    """Return the names; a former one tells what it is part of today."""
    today = dict(zip(communes["code"], communes["full_name"], strict=True))
    return [
        {
            "code": row.code,
            "label": row.label,
            "district": row.district,
            "former": bool(row.former),
            "detail": _("former, {district}; today {commune}", district=row.district,
                        commune=today[row.code]) if row.former else "",
        }
        for row in commune_names(communes).itertuples()
    ]  # fmt: skip
