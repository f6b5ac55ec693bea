"""When a number was true: the times that a text names, and which of them belongs to which amount."""
