"""Which choice is best, and how is that known?"""

__all__ = [
    "decomposition",
    "fairness",
    "frontier",
    "greedy",
    "infeasibility",
    "knapsack",
    "marginal",
    "milp",
    "payments",
    "warm_start",
]
