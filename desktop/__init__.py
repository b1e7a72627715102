"""Quầy Live: the desk that live-selling staff keep open during a Facebook livestream."""

__version__ = "0.1.0"
