"""Pieces of screens used by more than one page."""
