"""Whose money may pay for what; budgets with something wrong in them."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from gis.core.errors import FileError
from gis.restoration.model.budgets import checked, shares, unconfirmed_vnd
from gis.restoration.model.repairs import Repairs

CODES = pd.Series(["00001", "00002"])


def budgets(*rows):
    blank = {
        "commune_code": "",
        "payer": "",
        "phase": 1,
        "amount_vnd": 1e6,
        "eligible_origin": "all",
    }
    return checked(pd.DataFrame([blank | row for row in rows]), CODES, where="ns.csv")


def repairs(origins=("state", "community"), payers=("", "")):
    """A recorder that three cameras wait for, two in West, and a camera of East."""
    table = pd.DataFrame({"origin": origins, "payer": payers})
    needs = sparse.csr_array(np.array([[1, 0], [1, 0], [1, 0], [0, 1]], bool))
    codes = pd.Series(["00001", "00001", "00002", "00002"])
    return Repairs(table, needs, np.ones(4, bool)), codes


def test_a_commune_bears_its_part_of_what_is_shared_and_the_province_all():
    found = shares(budgets({}, {"commune_code": "00001"}, {"commune_code": "00002"}), *repairs())
    assert found.toarray() == pytest.approx(np.array([[1, 2 / 3, 1 / 3], [1, 0, 1]]))


def test_money_pays_only_for_confirmed_origins_and_its_own_payer():
    rows = (
        {"eligible_origin": "state;new_rural"},
        {"eligible_origin": ""},
        {"payer": "province"},
        {"payer": "commune"},
    )
    found = shares(budgets(*rows), *repairs(payers=("province", "unconfirmed")))
    assert found.toarray().tolist() == [[1, 0, 1, 0], [0, 0, 1, 1]]
    assert unconfirmed_vnd(budgets(*rows)) == 1e6


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("commune_code", "99999"),
        ("payer", "uncle"),
        ("phase", 0),
        ("phase", 1.5),
        ("amount_vnd", -1.0),
        ("amount_vnd", np.nan),
        ("eligible_origin", "lottery"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_number(column, value):
    with pytest.raises(FileError, match=rf"ns\.csv.*3.*{column}"):
        budgets({}, {column: value})
