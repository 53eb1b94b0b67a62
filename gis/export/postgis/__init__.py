"""The layers as tables of a PostgreSQL store: how they are defined, and how they are refreshed."""

__all__ = ["definitions", "refresh"]
