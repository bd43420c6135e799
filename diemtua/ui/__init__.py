"""How the house looks and speaks: components, form fields, base pages, htmx manners. It knows no record."""
