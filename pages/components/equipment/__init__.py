"""The parts of the page of shared equipment."""
