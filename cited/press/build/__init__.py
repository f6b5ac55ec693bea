"""Which reports there are, what each is made from, and which must be built again."""
