"""How does any file become a register? Canonical tables, findings and the bad rows."""
