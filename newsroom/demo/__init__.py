"""``make demo``: a whole newsroom on one machine, and nothing left when it ends."""
