"""Every write on a case, one subject a module."""
