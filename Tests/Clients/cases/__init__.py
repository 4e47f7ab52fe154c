"""The tests, one module for each client."""
