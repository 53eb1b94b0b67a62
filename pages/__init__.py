"""One script per screen: choose, call, show."""
