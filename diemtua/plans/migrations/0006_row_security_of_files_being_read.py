"""Row security of files being read: the agency that handed a file in, and nobody else."""

from django.db import migrations

AGENCY = "(SELECT nullif(current_setting('diemtua.agency', true), '')::bigint)"
SCOPE = "(SELECT coalesce(current_setting('diemtua.scope', true), ''))"

UP = f"""
ALTER TABLE plans_intake ENABLE ROW LEVEL SECURITY; ALTER TABLE plans_intake FORCE ROW LEVEL SECURITY;
CREATE POLICY plans_intake_visible ON plans_intake USING ({SCOPE} = 'house' OR holder_id = {AGENCY});
"""
DOWN = """
DROP POLICY plans_intake_visible ON plans_intake; ALTER TABLE plans_intake NO FORCE ROW LEVEL SECURITY;
ALTER TABLE plans_intake DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_files_being_read")]

    operations = [migrations.RunSQL(UP, DOWN)]
