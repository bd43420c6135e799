"""Row security of what was sent and of reminders; who owes a duty, taken from what was approved; nothing sent is altered."""

from django.db import migrations

SCOPE = "(SELECT coalesce(current_setting('diemtua.scope', true), ''))"
OFFICER = "(SELECT nullif(current_setting('diemtua.officer', true), '')::bigint)"


def through(table: str, column: str) -> str:
    """Known to whoever may know the row it belongs to."""
    return f"EXISTS (SELECT 1 FROM {table} owner WHERE owner.id = {column})"


RULES = {
    "plans_submission": through("plans_reportdue", "due_id"),
    "plans_reportduty_who": through("plans_reportduty", "reportduty_id"),
    "plans_reminder": f"{SCOPE} = 'house' OR officer_id = {OFFICER}",
}


def up(table: str, rule: str) -> str:
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f" CREATE POLICY {table}_visible ON {table} USING ({rule});"
    )


def down(table: str) -> str:
    return (
        f"DROP POLICY {table}_visible ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f" ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )


OF_TASK = through("plans_task", "task_id")
EVIDENCE = f"ALTER POLICY plans_attachment_visible ON plans_attachment USING ({OF_TASK} OR {through('plans_submission', 'submission_id')});"
EVIDENCE_BACK = f"ALTER POLICY plans_attachment_visible ON plans_attachment USING ({OF_TASK});"

# The owner of the tables is under row security too, so it asks as the house.
OWED = """
SELECT set_config('diemtua.scope', 'house', true);
INSERT INTO plans_reportduty_who (reportduty_id, agency_id)
SELECT duty_id, agency_id FROM plans_reportdue
UNION
SELECT d.id, pk::bigint FROM plans_reportduty d JOIN plans_proposal p ON p.id = d.proposal_id,
  jsonb_array_elements(p.content -> 'who') agency, jsonb_array_elements_text(agency -> 'agency_ids') pk
ON CONFLICT DO NOTHING;
SELECT set_config('diemtua.scope', '', true);
"""

SENT = """
CREATE FUNCTION plans_submission_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.returned_at IS NULL
     AND (NEW.id, NEW.due_id, NEW.number, NEW.note, NEW.figures, NEW.reason, NEW.officer_id, NEW.at, NEW.client_id)
       IS NOT DISTINCT FROM
         (OLD.id, OLD.due_id, OLD.number, OLD.note, OLD.figures, OLD.reason, OLD.officer_id, OLD.at, OLD.client_id)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'Báo cáo đã gửi không được sửa hay xóa; gửi bản thay thế.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER plans_submission_kept BEFORE UPDATE OR DELETE ON plans_submission
  FOR EACH ROW EXECUTE FUNCTION plans_submission_kept();
"""
SENT_BACK = "DROP TRIGGER plans_submission_kept ON plans_submission; DROP FUNCTION plans_submission_kept();"


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_reports_sent_and_reminders")]

    operations = [
        migrations.RunSQL(OWED, migrations.RunSQL.noop),
        *(migrations.RunSQL(up(table, rule), down(table)) for table, rule in RULES.items()),
        migrations.RunSQL(EVIDENCE, EVIDENCE_BACK),
        migrations.RunSQL(SENT, SENT_BACK),
    ]
