"""The poles of a register, and a walk from one to the next over the map that shows it."""

import pandas as pd

from gis.store.store import Store

# What a click opens first.
WORST = ["Không hoạt động", "Chưa xác nhận", "Đang hoạt động"]


def located_cameras(store_url: str) -> pd.DataFrame:
    """Return the cameras of a register that have a position: `camera_id lon lat pole`."""
    store = Store(store_url)
    cameras = store.cameras()[["camera_id", "lon", "lat"]].dropna()
    store.engine.dispose()
    pole = cameras.groupby(cameras[["lon", "lat"]].round(6).apply(tuple, axis=1)).ngroup()
    return cameras.assign(pole=pole)


# Walk over the province at a zoom of towns; ask, at every pole, what a click there would open.
WALK = """async () => {
  const host = document.querySelector(".camera-map");
  const camera = await host.cameraMap;
  const { map, layer, state } = camera;
  const { x, y, n, sight, row } = state.cameras;
  const at = (i) => map.unproject([256 * x[i], 256 * y[i]], 0);
  const drawn = (before) => new Promise((resolve) => {
    const look = () => host.dataset.drawn !== before && host.dataset.waiting === "0"
      ? resolve() : requestAnimationFrame(look);
    look();
  });
  const worst = [2, 1, 0];
  const opened = new Set();
  const faults = [];
  const seen = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (seen[i]) continue;
    const before = host.dataset.drawn;
    map.setView(at(i), 14, { animate: false });
    await drawn(before);
    const bounds = map.getBounds();
    for (let k = i; k < n; k++) {
      if (seen[k] || !bounds.contains(at(k))) continue;
      seen[k] = 1;
      const found = layer.targets(at(k)).filter(({ depth }) => depth === 0);
      const here = found.filter(({ place }) => x[place] === x[k] && y[place] === y[k]);
      const states = here.map(({ place }) => worst.indexOf(sight[place]));
      if (states.some((state, j) => j && state < states[j - 1])) faults.push(k);
      if (!here.some(({ place }) => place === k)) faults.push(k);
      here.forEach(({ place }) => opened.add(row[place]));
    }
  }
  return { opened: opened.size, n, faults };
}"""
