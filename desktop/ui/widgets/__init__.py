"""Widgets that know nothing of Quầy Live."""
