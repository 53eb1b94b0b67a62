"""Golden pictures: what is drawn now, compared with what was looked at and found good."""

import os
from pathlib import Path

import numpy as np
from PIL import Image

LOOKS = Path(__file__).with_name("looks")
# A pixel differs when a channel is this far off; letters and edges may, areas may not.
OFF, SHARE = 24, 0.01


def assert_looks(shot, name, folder, looks=LOOKS):
    """Compare a picture with the golden one of a name; what it was now is kept in `folder`.

    CAMERA_GOLDEN, when set, makes the picture of now the golden one in the folder `looks`.
    """
    if os.environ.get("CAMERA_GOLDEN"):
        shot.save(looks / f"{name}.png", optimize=True)
    shot.save(folder / f"{name}.png")
    golden = np.asarray(Image.open(looks / f"{name}.png").convert("RGB"), int)
    ours = np.asarray(shot.convert("RGB"), int)
    assert ours.shape == golden.shape
    differs = (np.abs(ours - golden).max(axis=2) > OFF).mean()
    assert differs < SHARE, f"{differs:.2%} of the pixels differ: {folder / name}.png"
