"""One run over the register: what is seen, what is not, and the summary of it."""
