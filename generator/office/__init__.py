"""Files that offices open and edit: Word documents, workbooks, tables of text. The same input gives the same bytes."""

from __future__ import annotations

from generator.office.archives import StoredFile, stable_zip
from generator.office.tables import csv_bytes, text_bytes
from generator.office.word import WordDocument
from generator.office.workbook import Column, Table, workbook_bytes

__all__ = ["Column", "StoredFile", "Table", "WordDocument", "csv_bytes", "stable_zip", "text_bytes", "workbook_bytes"]
