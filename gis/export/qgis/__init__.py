"""Layers as QGIS shows them: styles, a project with its print layout, and one package of all."""

__all__ = ["live", "package", "project", "style"]
