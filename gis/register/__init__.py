"""What cameras are there, and in what state?"""

__all__ = [
    "availability",
    "capacities",
    "links",
    "queries",
    "same_codes",
    "time_travel",
    "transitions",
]
