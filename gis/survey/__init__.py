"""What must be looked at, and looked after, and by whom: survey, papers, maintenance, standards."""

__all__ = ["checks", "league", "maintenance", "papers", "progress", "questions", "standards"]
