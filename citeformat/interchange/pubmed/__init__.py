"""The formats of PubMed: MEDLINE (.nbib) and XML."""
