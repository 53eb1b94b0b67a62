"""What is asked of a plan, and what is answered?"""
