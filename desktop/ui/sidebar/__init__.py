"""The sidebar of a buyer: who it is, what they wrote, their cart; orders by hand; finding anything."""
