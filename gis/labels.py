"""What people call the columns of the register."""

from gis.language import _, number
from gis.schema import Column, ColumnType


def column_words() -> dict[str, str]:
    """Return canonical column → its name in the current language."""
    return _place() | _view() | _state() | _papers() | _equipment()


def cannot_be(column: Column, text: str) -> str:
    """Return the sentence that a value cannot stand in a column, with the range of a number."""
    label = column_words().get(column.name, column.name)
    told = _("{field}: “{value}” cannot be right here", field=label, value=text)
    if column.holds is not ColumnType.NUMBER:
        return told
    low, high = number(column.low), number(column.high)
    limits = _("Give a number from {low} to {high}", low=low, high=high)
    return f"{told}. {limits}"


def question_words() -> dict[str, str]:
    """Return what the survey on a phone asks besides the columns, by the question's name."""
    return {
        "known": _("Which camera?"),
        "gps": _("Stand below the camera and take the position"),
    }


def _place() -> dict[str, str]:
    return {
        "camera_id": _("Code"),
        "site_id": _("Site"),
        "serial": _("Serial number"),
        "name": _("Name"),
        "address": _("Address"),
        "lon": _("Longitude"),
        "lat": _("Latitude"),
        "declared_commune": _("Commune as written"),
        "commune_code": _("Commune code"),
        "note": _("Note"),
    }


def _view() -> dict[str, str]:
    return {
        "kind": _("Type"),
        "azimuth_deg": _("Direction (°)"),
        "hfov_deg": _("Angle of view (°)"),
        "vfov_deg": _("Vertical angle (°)"),
        "range_m": _("Range (m)"),
        "height_m": _("Height (m)"),
        "tilt_deg": _("Tilt (°)"),
        "focal_mm": _("Focal length (mm)"),
        "sensor_width_mm": _("Sensor width (mm)"),
        "sensor_height_mm": _("Sensor height (mm)"),
        "resolution_w_px": _("Resolution, width (px)"),
        "resolution_h_px": _("Resolution, height (px)"),
        "ir_range_m": _("Infrared range (m)"),
    }


def _state() -> dict[str, str]:
    return {
        "status": _("State in the register"),
        "fault_part": _("What failed"),
        "cause": _("Cause"),
        "depends_on": _("Depends on"),
        "connects_through": _("Connects through"),
        "repair_cost_vnd": _("Repair cost (VND)"),
        "connection_cost_vnd": _("Connection cost (VND)"),
        "monthly_cost_vnd": _("Monthly cost (VND)"),
        "live_verified_on": _("Seen live at headquarters on"),
        "maintained_on": _("Maintained on"),
        "surveyed_on": _("Surveyed on"),
        "surveyed_by": _("Surveyed by"),
        "photo": _("Photo"),
        "presence": _("File against reality"),
        "repaired_on": _("Repaired on"),
        "accepted_on": _("Repair accepted on"),
        "accepted_by": _("Repair accepted by"),
        "accepted_photo": _("Photo of the acceptance"),
    }


def _papers() -> dict[str, str]:
    return {
        "origin": _("Origin"),
        "payer": _("Who pays"),
        "legal_role": _("Legal role"),
        "custodian": _("Managing body"),
        "investor": _("Investor"),
        "handover_record": _("Handover record"),
        "handed_over_on": _("Handed over on"),
        "asset_value_vnd": _("Asset value (VND)"),
        "onvif": _("ONVIF"),
        "qcvn135": _("QCVN 135"),
        "notice_sign": _("Recording notice"),
        "encrypted": _("Encrypted connection"),
        "storage_days": _("Storage (days)"),
        "made_on": _("Made or imported on"),
        "installed_on": _("Installed on"),
        "confidentiality": _("Confidentiality"),
    }


def _equipment() -> dict[str, str]:
    return {
        "equipment_id": _("Equipment code"),
        "channels": _("Channels"),
        "bandwidth_mbps": _("Bandwidth (Mbps)"),
    }
