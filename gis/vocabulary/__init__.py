"""The words a person reads or writes for columns and values."""

__all__ = ["labels", "word_list", "words"]
