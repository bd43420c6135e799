"""Row security of plans: what ``visible_to`` says, said again by the database, for whoever is not the owner."""

from django.db import migrations

# Wrapped in SELECT so that the planner asks once per statement, not once per row.
AGENCY = "(SELECT nullif(current_setting('diemtua.agency', true), '')::bigint)"
# The actor's province and those that became part of it: «92» alone, or «92,84,86» after a merger.
PROVINCES = "(SELECT string_to_array(nullif(current_setting('diemtua.provinces', true), ''), ','))::bigint[]"
SCOPE = "(SELECT coalesce(current_setting('diemtua.scope', true), ''))"

SHARED = f"{SCOPE} = 'house' OR {AGENCY} = ANY (seen_by) OR ({SCOPE} = 'province' AND province_id = ANY ({PROVINCES})%s)"
HELD = (
    f"{SCOPE} = 'house' OR EXISTS (SELECT 1 FROM plans_document d WHERE d.id = document_id AND d.holder_id = {AGENCY})"
)


def through(table: str, column: str) -> str:
    """Known to whoever may know the row it belongs to."""
    return f"EXISTS (SELECT 1 FROM {table} owner WHERE owner.id = {column})"


RULES = {
    "plans_document": SHARED % " AND issued_at IS NOT NULL",
    "plans_task": SHARED % "",
    "plans_campaign": SHARED % "",
    "plans_reportduty": SHARED % "",
    "plans_reportdue": SHARED % "",
    "plans_childplan": SHARED % "",
    "plans_citation": through("plans_document", "document_id"),
    "plans_clause": through("plans_document", "document_id"),
    "plans_proposal": HELD,
    "plans_part": through("plans_task", "task_id"),
    "plans_event": through("plans_task", "task_id"),
    "plans_extension": through("plans_task", "task_id"),
    "plans_attachment": through("plans_task", "task_id"),
    "plans_campaignresult": through("plans_campaign", "campaign_id"),
    "plans_campaign_areas": through("plans_campaign", "campaign_id"),
    "plans_reportduty_to": through("plans_reportduty", "reportduty_id"),
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


# What happened is only ever added.
EVENTS = """
CREATE FUNCTION plans_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Diễn biến chỉ được ghi thêm, không được sửa hay xóa.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER plans_event_append_only BEFORE UPDATE OR DELETE ON plans_event
  FOR EACH ROW EXECUTE FUNCTION plans_event_append_only();
"""
FIRST_DEADLINE = """
CREATE FUNCTION plans_task_keeps_first_deadline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.first_due_on IS NOT NULL AND NEW.first_due_on IS DISTINCT FROM OLD.first_due_on THEN
    RAISE EXCEPTION 'Thời hạn đầu tiên của việc không được đổi.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plans_task_keeps_first_deadline BEFORE UPDATE OF first_due_on ON plans_task
  FOR EACH ROW EXECUTE FUNCTION plans_task_keeps_first_deadline();
"""
EVENTS_BACK = """
DROP TRIGGER plans_task_keeps_first_deadline ON plans_task; DROP FUNCTION plans_task_keeps_first_deadline();
DROP TRIGGER plans_event_append_only ON plans_event; DROP FUNCTION plans_event_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        *(migrations.RunSQL(up(table, rule), down(table)) for table, rule in RULES.items()),
        migrations.RunSQL(EVENTS + FIRST_DEADLINE, EVENTS_BACK),
    ]
