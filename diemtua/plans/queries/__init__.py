"""Reads of plans, shaped for a page or an export. Every one starts from ``visible_to``."""
