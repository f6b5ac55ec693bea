"""Cited figures beside the statistics that check them: charts, sentences and the record of each figure."""
