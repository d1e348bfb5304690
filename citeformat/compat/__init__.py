"""Interfaces of other citation processors, with our engine underneath."""
