"""Reports on paper: one module a form, each with the same interface."""
