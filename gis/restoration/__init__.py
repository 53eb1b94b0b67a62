"""What to repair first?"""
