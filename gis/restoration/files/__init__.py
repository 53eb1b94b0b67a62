"""What do the budgets and price lists of offices say?"""

__all__ = ["budget_files", "price_files", "sandbox"]
