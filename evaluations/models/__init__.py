"""Recognitions; councils, sessions and sheets follow with evaluation."""

from .recognition import Recognition

__all__ = ["Recognition"]
