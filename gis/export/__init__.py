"""How results leave: tables by layer, one file per format."""

__all__ = [
    "calendar",
    "changes",
    "confidential",
    "dictionary",
    "file_names",
    "files",
    "formats",
    "history",
    "layers",
    "missing",
    "plan_workbook",
    "qgis",
    "schedule_files",
    "schema",
    "survey_workbook",
    "weeks",
    "weeks_table",
    "writes",
    "xlsform",
]
