"""What do the budgets and price lists of offices say?"""
