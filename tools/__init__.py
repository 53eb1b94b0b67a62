"""What keeps the house: exact versions, and ranges tried at both ends."""
