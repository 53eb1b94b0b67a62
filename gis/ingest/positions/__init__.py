"""Where is each row, and in which commune?"""
