"""The annex of technical standards: what is asked, since when, by what, and who meets it."""

from typing import Any

import pandas as pd

from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.documents.dossier import Dossier
from gis.documents.listing import Row
from gis.survey.standards import EXEMPT, FAILED, MET, UNKNOWN, check, read_rules
from gis.vocabulary.words import rule_words

_GRADES = (MET, FAILED, UNKNOWN)
# Kinds of communes, and what their column is called.
_KINDS = {"xã": "commune", "phường": "ward", "đặc khu": "zone"}


def standards(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the annex: every rule, with the numbers of cameras that meet it.

    Of each rule `bound` (cameras it binds), of them `met failed unknown`, and by kind of commune
    how many of those bound meet it, "4/7".
    """
    rules, cameras, day = read_rules(), dossier.cameras, dossier.day.isoformat()
    outcomes = check(cameras, rules, today=day)
    communes = dossier.analysis.communes.set_index("code")
    kind = cameras["commune_code"].map(communes["kind"])
    known = rule_words()
    lines = [
        {
            "place": number(place),
            "name": known.get(rule["rule"], rule["rule"]),
            "least": _("yes") if pd.isna(rule["value"]) else number(rule["value"]),
            "made_from": date(rule["binds_made_from"]),
            "source": rule["source"],
        }
        | (
            _counts(outcomes[rule["rule"]], kind)
            if rule["rule"] in outcomes
            else _not_yet(rule["effective_on"])
        )
        for place, rule in enumerate(rules.to_dict("records"), start=1)
    ]
    return {"standards": lines, "total": number(len(cameras))}


def _counts(outcome: pd.Series, kind: pd.Series) -> Row:
    """Count the cameras by how they stand to a rule."""
    grades = {grade: number((outcome == grade).sum()) for grade in _GRADES}
    bound = outcome[outcome != EXEMPT]
    met = {
        column: "{}/{}".format(*(number(n) for n in ((here == MET).sum(), len(here))))
        for column, here in ((c, bound[kind == name]) for name, c in _KINDS.items())
    }
    return {"bound": number(len(bound))} | grades | met


def _not_yet(effective_on: str) -> Row:
    """Return what stands there of a rule not yet in force: from when it is."""
    since = _("in force from {day}", day=date(effective_on))
    return dict.fromkeys([*_GRADES, *_KINDS.values()], "–") | {"bound": since}
