"""TeX source ↔ text with CSL-JSON's markup."""
