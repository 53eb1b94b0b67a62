"""A process of its own that writes 50,000 cameras again and again, to be killed meanwhile.

For each name that comes in it forks a writer, which starts as new and prints its process when its
write begins, so that whoever kills it knows; the next line is answered once the writer has ended.
`argv`: the store's URL, then the number of cameras.
"""

import os
import sys

import pandas as pd

from gis.core.schema import conform
from gis.store.store import Store


def write(url: str, table: pd.DataFrame, name: str) -> None:
    store = Store(url)
    print("writing", os.getpid(), flush=True)
    store.save(cameras=table.assign(name=name), source="import")
    print("written", flush=True)


if __name__ == "__main__":
    count = int(sys.argv[2])
    table = conform(
        pd.DataFrame({"camera_id": [f"N{i}" for i in range(count)], "lon": 106.6, "lat": 17.2})
    )
    print("ready", flush=True)
    for line in sys.stdin:
        if not (writer := os.fork()):
            write(sys.argv[1], table, line.strip())
            os._exit(0)
        sys.stdin.readline()
        os.waitpid(writer, 0)
        print("ended", flush=True)
