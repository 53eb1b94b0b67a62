"""Names of communes: by code; and to choose one by, today's in their order, then the former."""

import pandas as pd

from gis.communes.names import DAC_KHU, PHUONG, THI_TRAN, XA
from gis.communes.succession import read_older, read_succession
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.text import vietnamese_order

# The year of the last mergers.
_LAST = "2025"
# The special zone comes first in lists, then wards and townships, then communes.
_GROUPS = {DAC_KHU: 0, PHUONG: 1, THI_TRAN: 1, XA: 2}


def commune_names(communes: pd.DataFrame) -> pd.Series:
    """Return the full names of communes (`code full_name`) by their codes.

    Parameters
    ----------
    communes
        `code full_name`.

    Returns
    -------
    Series
        Full names, index `code`.
    """
    names: pd.Series = communes.set_index("code")["full_name"]
    return names


def check_commune(codes: pd.Series, commune: str | None) -> None:
    """Refuse a commune that is not among those of some codes; the province (None) is everywhere.

    Parameters
    ----------
    codes
        Those that are known.
    commune
        A code, None for the province.

    Raises
    ------
    GisError
        There is no such commune.
    """
    if commune is not None and commune not in set(codes):
        raise GisError(_("No commune has the code {code}", code=commune))


def commune_listing(communes: pd.DataFrame) -> pd.DataFrame:
    """Return names of communes (`code full_name`): `label code place former district until`.

    A commune that bears its old name is listed once.

    Parameters
    ----------
    communes
        `code full_name` of today's.

    Returns
    -------
    DataFrame
        `label code place former district until`, today's first, in Vietnamese order. `place`: the
        row of today's commune in `communes`. `former`: whether the name is of one that is no more.
        `district`: the one a former commune lay in, or all those that today's was made from;
        `until`: the year when it was merged, "" of today's.
    """
    told = _former(communes)
    made_from = (
        told[told["until"] == _LAST]
        .groupby("code")["district"]
        .agg(lambda names: ", ".join(dict.fromkeys(names)))
    )
    today = pd.DataFrame(
        {
            "label": communes["full_name"],
            "code": communes["code"],
            "former": False,
            "district": [made_from.get(code, "") for code in communes["code"]],
            "until": "",
        }
    )
    table = pd.concat([today, told], ignore_index=True)
    table["place"] = pd.Index(communes["code"]).get_indexer(table["code"])
    order = [
        (former, communes_order(label))
        for former, label in zip(table["former"], table["label"], strict=True)
    ]
    return table.iloc[sorted(range(len(table)), key=order.__getitem__)].reset_index(drop=True)


def communes_order(full_name: str) -> tuple[int, object]:
    """Return the order in lists: by the kind of unit (see `_GROUPS`), then by name."""
    kind = next((kind for kind in _GROUPS if full_name.casefold().startswith(kind)), "")
    return _GROUPS.get(kind, 0), vietnamese_order(full_name[len(kind) :])


def _former(communes: pd.DataFrame) -> pd.DataFrame:
    """Return the communes that are no more, with the code of today's."""
    last = read_succession().assign(until=_LAST)
    older = read_older().assign(former_district_kind="")
    older["until"] = older["until"].str[:4]
    told = pd.concat([last, older], ignore_index=True)
    named = told["former_kind"] + " " + told["former_name"]
    named = named.str.replace(r"(?i)^(phường) phường ", r"\1 ", regex=True)  # wards with a number
    of = (told["former_district_kind"] + " " + told["former_district"]).str.strip()
    table = pd.DataFrame(
        {
            "label": named.str[:1].str.upper() + named.str[1:],
            "code": told["code"],
            "former": True,
            "district": of,
            "until": told["until"],
        }
    )
    today = commune_names(communes)
    table = table[table["code"].isin(today.index)]
    table = table[table["label"] != table["code"].map(today.to_dict())]
    return table.drop_duplicates(["label", "code", "district"])
