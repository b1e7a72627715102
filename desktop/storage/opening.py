"""Opening the database that the settings name: encrypted in the profile, or the plain file told by hand."""

from __future__ import annotations

from desktop.storage.database import Database
from desktop.storage.key_file import key_for, read_key
from desktop.system.settings import Settings


def open_database(settings: Settings) -> Database:
    """The profile's encrypted database, or the plain file of a `sqlite:///` URL.

    Raises StorageError, KeyFileError and ProfileError, each one Vietnamese sentence.
    """
    if settings.key_file is None:
        return Database.open(settings.database)
    settings.profile.make()
    return Database.open(settings.database, key=key_for(settings.database, settings.key_file))


def existing_key(settings: Settings) -> bytes | None:
    """The key of that database, None for a plain file. Raises KeyFileError where it is not there."""
    return None if settings.key_file is None else read_key(settings.key_file)
