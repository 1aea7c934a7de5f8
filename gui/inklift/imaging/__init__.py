"""Opening, checking, showing and preparing pictures; only here Pillow and PDFium are known."""
