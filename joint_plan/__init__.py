"""Joint Plan: one plan for marketing and sales, agreed item by item. This package is the core and knows no Qt."""

__version__ = "0.1.0"
