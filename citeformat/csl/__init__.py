"""What the CSL 1.0.2 specification says, as data. No XML, no algorithm."""
