"""Plans (kế hoạch): reading them, keeping them in a register, working their tasks."""
