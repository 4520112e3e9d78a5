"""One way of comparing what people write: without case and accents, in any collation."""

from django.db import migrations

SEARCH_TEXT = r"""
CREATE FUNCTION search_text(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(normalize(coalesce(written, ''), NFKD)), '[\u0300-\u036F]', '', 'g')
$$
"""


class Migration(migrations.Migration):
    """The function that searches and sorts use, and the directory's index on it."""

    dependencies = [("structures", "0001_initial")]

    operations = [
        migrations.RunSQL(SEARCH_TEXT, "DROP FUNCTION search_text(text)"),
        migrations.RunSQL(
            "CREATE INDEX structures_name_sorted ON structures_structure (search_text(name), id)",
            "DROP INDEX structures_name_sorted",
        ),
    ]
