"""A parsed style -> Python source and a code object."""
