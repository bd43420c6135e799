"""What passed on is known with its document or its duty, and only ever added; proposals go with a document's keeper."""

from django.db import migrations

AGENCY = "(SELECT nullif(current_setting('diemtua.agency', true), '')::bigint)"
SCOPE = "(SELECT coalesce(current_setting('diemtua.scope', true), ''))"
HELD = (
    f"{SCOPE} = 'house' OR EXISTS (SELECT 1 FROM plans_document d WHERE d.id = document_id"
    " AND %s = " + AGENCY + ")"
)
BY_KEEPER, BY_HOLDER = HELD % "coalesce(d.keeper_id, d.holder_id)", HELD % "d.holder_id"
KNOWN = (
    "duty_id IS NULL AND EXISTS (SELECT 1 FROM plans_document owner WHERE owner.id = document_id)"
    " OR EXISTS (SELECT 1 FROM plans_reportduty owner WHERE owner.id = duty_id)"
)
UP = f"""
ALTER TABLE plans_succession ENABLE ROW LEVEL SECURITY; ALTER TABLE plans_succession FORCE ROW LEVEL SECURITY;
CREATE POLICY plans_succession_visible ON plans_succession USING ({KNOWN});
CREATE TRIGGER plans_succession_append_only BEFORE UPDATE OR DELETE ON plans_succession
  FOR EACH ROW EXECUTE FUNCTION plans_event_append_only();
ALTER POLICY plans_proposal_visible ON plans_proposal USING ({BY_KEEPER});
"""
DOWN = f"""
ALTER POLICY plans_proposal_visible ON plans_proposal USING ({BY_HOLDER});
DROP TRIGGER plans_succession_append_only ON plans_succession;
DROP POLICY plans_succession_visible ON plans_succession; ALTER TABLE plans_succession NO FORCE ROW LEVEL SECURITY;
ALTER TABLE plans_succession DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0010_who_keeps_a_document_and_who_followed_whom")]

    operations = [migrations.RunSQL(UP, DOWN)]
