"""What would a register of the province look like? Made up, and always marked."""

__all__ = ["register"]
