"""What hangs on each piece of shared equipment: which cameras, and which wait for it alone."""

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.register.availability import dependence
from gis.restoration.model.repair_ids import EQUIPMENT, codes_of
from gis.restoration.model.repair_options import Work
from gis.restoration.plans.shared_faults import shared_faults
from gis.vocabulary.labels import display_names


def hanging(analysis: Analysis, todo: Work) -> pd.DataFrame:
    """Return what hangs on the equipment of an analysis, on its index.

    `cameras`: the rows of the cameras that depend on it, directly or through other equipment;
    `connected`: how many are connected through it; `waiting`: how many see again by its repair
    alone; `names`: what the cameras are called, each once.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    needs = dependence(cameras, equipment).needs.tocsc()
    path = dependence(cameras.assign(depends_on=cameras["connects_through"]), equipment).needs
    names = display_names(cameras, otherwise="camera_id").to_numpy(object)
    rows = [needs.indices[needs.indptr[i] : needs.indptr[i + 1]] for i in range(len(equipment))]
    faults = shared_faults(todo, todo.repairs.table.set_index("repair_id")["name"])
    table = todo.repairs.table
    shared = table[table["target"] == EQUIPMENT]
    alone = faults.set_index("id")["at_once"].reindex(shared["repair_id"])
    alone = alone.set_axis(codes_of(shared["repair_id"]))
    return pd.DataFrame(
        {
            "cameras": pd.Series(rows, equipment.index, dtype=object),
            "connected": np.diff(path.tocsc().indptr),
            "waiting": alone.reindex(equipment["equipment_id"]).fillna(0).astype(int).to_numpy(),
            "names": ["; ".join(dict.fromkeys(names[np.sort(some)])) for some in rows],
        },
        index=equipment.index,
    )
