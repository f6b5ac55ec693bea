"""The words that documents are written in: numbers, units, dates and sentences, before anything is read."""
