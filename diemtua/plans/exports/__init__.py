"""Lists and boards as files an office works on: xlsx and docx. Each is made whole, then handed out."""
