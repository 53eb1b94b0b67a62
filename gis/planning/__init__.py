"""What to do about what is not seen: the ranked list, plans, the curve, new sites."""
