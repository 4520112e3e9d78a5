"""Look for a secret in all that a copy of the database tells: every column of every table, whatever its type."""

import re
import zlib

import psycopg
from django.core.signing import b64_decode
from psycopg import sql

COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
"""
# A code of six digits is looked for as a word: it may well be part of a hash, or the microseconds of a moment.
WORD = r"(^|[^0-9A-Za-z.])({})($|[^0-9A-Za-z])"


def places_of(secret: str, superuser_url: str) -> list[str]:
    """Return the columns (`table.column`) that hold a secret in clear, hexadecimal bytes and session data included."""
    pattern = WORD.format(re.escape(secret))
    found = []
    with psycopg.connect(superuser_url) as connection:
        for table, column, kind in connection.execute(COLUMNS).fetchall():
            value = sql.SQL("encode({}, 'escape')" if kind == "bytea" else "{}::text").format(sql.Identifier(column))
            look = sql.SQL("SELECT EXISTS (SELECT FROM {} WHERE {} ~ %s)").format(sql.Identifier(table), value)
            row = connection.execute(look, [pattern]).fetchone()
            if row and row[0]:
                found.append(f"{table}.{column}")
        sessions = connection.execute("SELECT session_data FROM accounts_session").fetchall()
    if any(re.search(pattern, session_text(data)) for (data,) in sessions):
        found.append("accounts_session.session_data, decoded")
    return found


def session_text(data: str) -> str:
    """Return what Django's signed session data say."""
    packed = data.rsplit(":", 2)[0]
    content = b64_decode(packed.removeprefix(".").encode())
    return (zlib.decompress(content) if packed.startswith(".") else content).decode()
