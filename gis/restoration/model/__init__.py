"""What can be bought, what it costs, and what it would bring back?"""

__all__ = [
    "budgets",
    "connections",
    "constraints",
    "prices",
    "problem",
    "repair_ids",
    "repair_options",
    "repairs",
    "room",
    "uncertainty",
    "visits",
]
