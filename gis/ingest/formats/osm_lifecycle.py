"""Whether a thing of OpenStreetMap stands and is used: its lifecycle prefixes and tags.

As the OpenStreetMap wiki defines them (Lifecycle prefix): ``disused:man_made=surveillance``,
``disused=yes``, ``razed:…``, ``proposed:…``.
"""

from collections.abc import Mapping

DISUSED, ABANDONED, GONE, PLANNED = "suspended", "abandoned", "gone", "planned"
_STAGES = {
    "disused": DISUSED,
    "abandoned": ABANDONED,
    "ruins": ABANDONED,
    "ruined": ABANDONED,
    **dict.fromkeys(("removed", "razed", "demolished", "destroyed", "dismantled", "was"), GONE),
    **dict.fromkeys(("proposed", "planned", "construction"), PLANNED),
}
KEYS = ("man_made", *(f"{stage}:man_made" for stage in _STAGES))
_NO = frozenset({"", "no", "false", "0"})
# What mappers write of the state of a thing that stands.
_STATES = ("operational_status", "camera:status", "condition", "status")


def in_use(tags: Mapping[str, str]) -> dict[str, str]:
    """Return the tags of a thing without the prefixes of its stage, so that it is known by them."""
    plain = {
        key.partition(":")[2]: value
        for key, value in tags.items()
        if key.partition(":")[0] in _STAGES and ":" in key
    }
    return plain | dict(tags)


def stage(tags: Mapping[str, str]) -> str:
    """Return the stage of a thing that is not, or not yet, or no longer in use; else empty."""
    said = [
        stage
        for key, stage in _STAGES.items()
        if tags.get(key, "").lower() not in _NO or f"{key}:man_made" in tags
    ]
    return next((s for s in (GONE, PLANNED, ABANDONED, DISUSED) if s in said), "")


def lifecycle_state(tags: Mapping[str, str]) -> str | None:
    """Return what the tags say of the state of a camera that stands."""
    return stage(tags) or next((tags[key] for key in _STATES if tags.get(key)), None)
