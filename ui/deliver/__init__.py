"""Deliver: what people take home, seen before it is made: bundles, pieces, preview, print, export."""
