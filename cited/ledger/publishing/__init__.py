"""The data package as it is published: CSV files, SQLite, Parquet and the verdicts."""
