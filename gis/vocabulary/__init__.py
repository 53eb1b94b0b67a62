"""The words a person reads or writes for columns and values."""
