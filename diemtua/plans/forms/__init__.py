"""The questions that pages of plans ask."""
