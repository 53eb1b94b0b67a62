"""One run over the register: what is seen, what is not, and the summary of it."""

__all__ = ["result", "run", "summary"]
