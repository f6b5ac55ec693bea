"""What a number counts, in what unit and with what hedge, by the words around it."""
