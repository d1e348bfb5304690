"""The core record: immutable values, and CSL-JSON in and out."""

from citeformat.record.collection import Records
from citeformat.record.core import Record
from citeformat.record.date import Date
from citeformat.record.name import Name

__all__ = ["Date", "Name", "Record", "Records"]
