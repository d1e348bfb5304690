"""The core record: immutable values, and CSL-JSON in and out."""

from citeformat.record.date import Date
from citeformat.record.name import Name
from citeformat.record.record import Record
from citeformat.record.records import Records

__all__ = ["Date", "Name", "Record", "Records"]
