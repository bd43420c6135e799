"""Điểm Tựa: what a person who was sold can lean on, and the point about which a province's agencies turn together."""
