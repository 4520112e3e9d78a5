"""The PDF carrier: Factur-X and ZUGFeRD. The only package that knows pikepdf."""
