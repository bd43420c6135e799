"""Hallways: each view reads a form, calls an action or a query, and hands a page object to a template."""
