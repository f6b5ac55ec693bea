"""The rules of the tables, checked at once or by columns, and the faults they name."""
