"""What cameras are there, and in what state?"""
