"""What is asked of a plan, and what is answered?"""

__all__ = [
    "account",
    "budget_curve",
    "budget_options",
    "chance_constraint",
    "costs",
    "descriptions",
    "formulation",
    "loads",
    "plan",
    "planning",
    "pricing",
    "ranking",
    "reasons",
    "request",
    "shared_faults",
]
