"""What do other programs ask for over the web? The layers, live, by OGC API – Features."""

__all__ = ["routes"]
