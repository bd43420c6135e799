"""Every act between agencies: atomic, under the lock of its case, with its step, its trail and its notices."""
