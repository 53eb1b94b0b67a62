"""A commune chosen by typing its name: with or without marks, that of today or a former one.

A text field with a list below it (the combobox of the ARIA practices), for Streamlit's own
compares letters with their marks and knows one name for each choice.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import streamlit as st

from gis.communes.listing import commune_listing
from gis.core.language import _, language

_HERE = Path(__file__).parent
HTML = """<div class="commune-choice">
<label></label>
<div class="field"><input type="text" role="combobox" aria-autocomplete="list"
aria-expanded="false" autocomplete="off" spellcheck="false"><span aria-hidden="true"></span></div>
<ul role="listbox" popover="manual"></ul>
<div class="told" role="status"></div>
</div>"""


def ask_commune(
    communes: gpd.GeoDataFrame, *, label: str, otherwise: str, key: str, first: str = ""
) -> str:
    """Ask for a commune, of which none (``""``) is called `otherwise`; return its code."""
    kept, known = f"{key}_code", {"", *communes["code"]}

    def take() -> None:
        chosen = st.session_state[key]["chosen"]
        st.session_state[kept] = chosen if chosen in known else ""

    held = st.session_state.get(kept, first)
    chosen = str(held) if held in known else ""
    commune_choice(communes, chosen, label=label, otherwise=otherwise, key=key, on_change=take)
    return chosen


def commune_choice(
    communes: gpd.GeoDataFrame,
    chosen: str,
    *,
    label: str,
    otherwise: str,
    key: str,
    on_change: Callable[[], None],
) -> None:
    """Offer communes, and none of them (code ``""``); `chosen` is the one shown.

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
            "options": [{"code": "", "label": otherwise}, *_options(communes)],
            "texts": {
                "none": _("No commune is or was called so"),
                "found": _("{count} found", count="{count}"),
                "former": _(
                    "former, {district}; today {commune}",
                    district="{district}",
                    commune="{commune}",
                ),
                "part": _("made from the former {district}", district="{district}"),
                "open": _("Type a name, with or without marks; former names are found, too"),
            },
        },
    )


def _options(communes: gpd.GeoDataFrame) -> list[dict[str, object]]:
    return [*_listed(tuple(communes["code"]), tuple(communes["full_name"]))]


@lru_cache(maxsize=4)
def _listed(codes: tuple[str, ...], names: tuple[str, ...]) -> tuple[dict[str, object], ...]:
    """Return the names of today, then the former ones, each with today's code."""
    table = commune_listing(pd.DataFrame({"code": codes, "full_name": names}))
    shown = table[["code", "label", "district", "former"]].astype({"former": bool})
    return tuple(
        {str(name): value for name, value in row.items()} for row in shown.to_dict("records")
    )
