"""What the runner of the client tests is made of."""
