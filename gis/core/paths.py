"""Where the program's own files lie, and where it writes.

In a clone they lie beside the package, and what is written goes to ``data/local``. Installed
with pip they lie within the package, and what is written goes to the user's data folder.
"""

from pathlib import Path

from platformdirs import user_data_path

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parent
IS_CLONE = (ROOT / "data" / "prices.csv").is_file()
DATA = ROOT / "data" if IS_CLONE else PACKAGE / "_data"
CATALOGUES = ROOT / "locale" if IS_CLONE else PACKAGE / "_locale"
MAP_BUNDLES = ROOT / "pages/components/camera_map/dist" if IS_CLONE else PACKAGE / "_map"
LOCAL = DATA / "local" if IS_CLONE else user_data_path("camera-quang-tri", appauthor=False)
DEFAULT_STORE = f"sqlite:///{LOCAL / 'register.sqlite'}"
