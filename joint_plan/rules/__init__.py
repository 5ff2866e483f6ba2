"""Pure functions of a plan: what follows from it. Nothing here writes, waits or shows."""
