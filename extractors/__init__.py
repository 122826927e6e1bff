"""Pictures into words into fields and signatures; pure but for OCR, poppler and disposable children."""
