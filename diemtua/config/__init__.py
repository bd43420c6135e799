"""Settings, routes and the running of the house. It knows everybody; nobody calls it."""
