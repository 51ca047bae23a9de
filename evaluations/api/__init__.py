"""The REST interface of evaluations."""
