"""Tables, and what their cells hold."""
