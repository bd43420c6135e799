"""Reading a plan: from its text to who must do what by when."""
