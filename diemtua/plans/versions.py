"""Optimistic versions of plans: ``kernel.versions``, by the name the actions and pages of plans use."""

from diemtua.kernel.versions import Conflict, Counted, Difference, check_version, only

__all__ = ["Conflict", "Counted", "Difference", "check_version", "only"]
