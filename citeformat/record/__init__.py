"""The record: one work, its typed values, and CSL-JSON in and out."""

from citeformat.record.collection import Records
from citeformat.record.core import Record
from citeformat.record.date import Date
from citeformat.record.fields import Value
from citeformat.record.name import Name

__all__ = ["Date", "Name", "Record", "Records", "Value"]
