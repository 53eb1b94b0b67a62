"""A process of its own that writes 50,000 cameras again and again, to be killed meanwhile.

It prints a line when a write begins, so that whoever kills it knows; `argv`: the store's URL,
then the number of cameras.
"""

import sys

import pandas as pd

from gis.core.schema import conform
from gis.store.store import Store

if __name__ == "__main__":
    store = Store(sys.argv[1])
    count = int(sys.argv[2])
    table = conform(
        pd.DataFrame({"camera_id": [f"N{i}" for i in range(count)], "lon": 106.6, "lat": 17.2})
    )
    print("ready", flush=True)
    for line in sys.stdin:
        print("writing", flush=True)
        store.save(cameras=table.assign(name=line.strip()), source="import")
        print("written", flush=True)
