"""What agents' own permission rules say about a call, so that nothing is approved against them."""
