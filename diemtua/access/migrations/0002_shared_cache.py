"""The table where sign-in attempts are counted, as Django's database cache wants it."""

from django.db import migrations

UP = """
CREATE TABLE access_cache (
  cache_key varchar(255) PRIMARY KEY,
  value text NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX access_cache_expires ON access_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [migrations.RunSQL(UP, "DROP TABLE access_cache")]
