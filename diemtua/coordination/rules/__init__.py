"""What texts and practice say of work between agencies: pure functions and tables, no database, no clock."""
