"""The pages around the reports, and what is done with pages that stand."""
