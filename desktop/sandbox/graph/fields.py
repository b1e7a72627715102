"""The `fields` parameter: `id,message,from{id,name}` read, and the chosen fields taken of a node.

Must not know where the values come from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.sandbox.graph.errors import GraphError, unknown_field

KNOWN = {
    "Comment": "admin_creator application attachment can_comment can_hide can_like can_remove "
    "can_reply_privately comment_count created_time from id is_hidden is_private like_count "
    "live_broadcast_timestamp message message_tags object parent permalink_url "
    "private_reply_conversation user_likes",
    "LiveVideo": "ad_break_config ad_break_failure_reason broadcast_start_time copyright creation_time "
    "dash_ingest_url dash_preview_url description embed_html from id ingest_streams is_manual_mode "
    "is_reference_only live_views permalink_url planned_start_time recommended_encoder_settings "
    "seconds_left secure_stream_url status stream_url targeting title total_views video",
    "Video": "created_time description embed_html from id length live_status permalink_url title "
    "updated_time views",
    "Post": "actions admin_creator application attachments created_time from full_picture icon id is_expired "
    "is_hidden is_popular is_published message message_tags parent_id permalink_url picture "
    "promotable_id properties scheduled_publish_time shares status_type story story_tags subscribed to "
    "updated_time",
    "Page": "access_token about category category_list fan_count followers_count id link name picture tasks "
    "username",
    "User": "id name picture email",
}
DEFAULTS = {
    "Comment": "created_time from message id",
    "LiveVideo": "title status embed_html id",
    "Video": "updated_time description id",
    "Post": "created_time message id",
    "Page": "name id",
    "User": "name id",
}
_TOKEN = re.compile(r"\s*([a-z][a-z0-9_]*|\.[a-z_]+\([^()]*\)|[{},])\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """One wanted field; `fields` are the sub-fields, None for the default ones."""

    name: str
    fields: tuple[Field, ...] | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the graph: its kind and the values it has; a value that is missing is None."""

    kind: str
    values: Mapping[str, Any]


def parse(text: str) -> tuple[Field, ...] | None:
    """The wanted fields; None where none are named. Raises GraphError 2500 for a text that is no list."""
    tokens, position = [], 0
    while position < len(text):
        if (match := _TOKEN.match(text, position)) is None:
            raise _syntax_error(text, position)
        tokens.append(match[1])
        position = match.end()
    if not tokens:
        return None
    fields, rest = _read_list(tokens, text)
    if rest:
        raise _syntax_error(text, len(text) - 1)
    return fields


def _read_list(tokens: list[str], text: str) -> tuple[tuple[Field, ...], list[str]]:
    fields = []
    while True:
        field, tokens = _read_field(tokens, text)
        fields.append(field)
        if tokens[:1] != [","]:
            return tuple(fields), tokens
        tokens = tokens[1:]


def _read_field(tokens: list[str], text: str) -> tuple[Field, list[str]]:
    if not tokens or not tokens[0][0].isalpha():
        raise _syntax_error(text, len(text))
    name, tokens = tokens[0], tokens[1:]
    while tokens and tokens[0].startswith("."):  # .limit(5) and the like: no field here takes one
        tokens = tokens[1:]
    if tokens[:1] != ["{"]:
        return Field(name), tokens
    fields, tokens = _read_list(tokens[1:], text)
    if tokens[:1] != ["}"]:
        raise _syntax_error(text, len(text))
    return Field(name, fields), tokens[1:]


def _syntax_error(text: str, position: int) -> GraphError:
    return GraphError(2500, f'Syntax error "Unexpected input." at character {position}: {text}')


def select(node: Node, fields: tuple[Field, ...] | None) -> dict[str, Any]:
    """The JSON object of a node. `id` always comes along; a field without a value is left out."""
    chosen = fields if fields is not None else tuple(map(Field, DEFAULTS[node.kind].split()))
    if all(field.name != "id" for field in chosen):
        chosen = (*chosen, Field("id"))
    body = {}
    for field in chosen:
        if field.name not in KNOWN[node.kind].split():
            raise unknown_field(field.name, node.kind)
        if (value := node.values.get(field.name)) is not None:
            body[field.name] = select(value, field.fields) if isinstance(value, Node) else value
    return body
