"""Which choice is best, and how is that known?"""
