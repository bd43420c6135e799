"""Every write on plans: documents, proposals, tasks, reports, campaigns. One gesture, one function."""
