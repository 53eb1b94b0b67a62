"""Which plans are kept, and what do they come to today?"""
