"""What should be seen, what is not, and why?"""
