"""Pictures into words into fields and signatures; pure but for OCR and the disposable children."""
