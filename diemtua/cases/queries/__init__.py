"""Reads shaped for a page, a print or an export."""
