"""What a survey asks of each camera: what the register holds, but for what others record."""

from gis.core.schema import CAMERA_COLUMNS

# What whoever surveys looks at in any case, in the order of the visit.
FIRST = (
    *("camera_id", "name", "address", "declared_commune", "lat", "lon", "kind", "azimuth_deg"),
    *("status", "fault_part", "cause", "presence", "surveyed_on", "surveyed_by", "photo"),
    *("custodian", "investor", "origin", "handover_record", "handed_over_on", "serial", "note"),
)
# Follows from the position; is recorded by who repairs and accepts; is set by the police.
_BY_OTHERS = (
    *("commune_code", "repaired_on", "accepted_on", "accepted_by", "accepted_photo"),
    "confidentiality",
)
FURTHER = tuple(c.name for c in CAMERA_COLUMNS if c.name not in {*FIRST, *_BY_OTHERS})
ASKED = (*FIRST, *FURTHER)
