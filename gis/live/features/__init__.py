"""What lies where? The layers as features, live, by OGC API – Features."""

__all__ = ["routes"]
