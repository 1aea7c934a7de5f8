"""Inklift: drop pictures of receipts and documents, get text or a table that you can trust."""

__version__ = "0.1.0"
