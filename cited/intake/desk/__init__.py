"""The desk: a local page where a person goes through a draft, with every edit saved in the draft's CSV files."""
