"""What can be bought, what it costs, and what it would bring back?"""
