"""What does each camera see?"""
