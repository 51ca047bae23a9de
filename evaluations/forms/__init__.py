"""Forms of recognitions and imports."""
