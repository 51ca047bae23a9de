"""Pages of recognitions, imports and exports."""
