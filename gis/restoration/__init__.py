"""What to repair first with the money there is?"""
