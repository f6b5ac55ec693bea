"""What a document says about itself: sums, shares and changes that must fit, and facts that stand twice."""
