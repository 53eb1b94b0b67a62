"""What to repair first with the money there is?"""

__all__ = ["files", "model", "plans", "robustness", "scheduling", "solve"]
