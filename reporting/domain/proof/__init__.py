"""The plan prover: rules over a plan as data (docs/prover.md)."""
