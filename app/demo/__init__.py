"""The demo program: Northwind Cloud, its partners and what they wrote."""
