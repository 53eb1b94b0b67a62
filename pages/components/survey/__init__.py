"""The parts of the survey's page."""
