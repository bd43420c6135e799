"""The product a plan asks for and the one the agency hands over are two facts; so far the second replaced the first.

What was handed over is told by the last completion reported in the period still running; what was asked, by the
assigner's last correction, or else by the proposal that the task was made from.
"""

from django.db import migrations, models

APART = """
SELECT set_config('diemtua.scope', 'house', true);
UPDATE plans_task t SET delivered = last.product FROM (
  SELECT DISTINCT ON (task_id) task_id, kind, coalesce(detail->>'product', '') AS product
  FROM plans_event WHERE kind IN ('submitted', 'period_closed') ORDER BY task_id, at DESC, id DESC
) last WHERE last.task_id = t.id AND last.kind = 'submitted';
UPDATE plans_task t SET product = coalesce(
  (SELECT e.detail->'after'->>'product' FROM plans_event e
   WHERE e.task_id = t.id AND e.kind = 'amended' AND e.detail->'after' ? 'product' ORDER BY e.at DESC, e.id DESC LIMIT 1),
  (SELECT p.content->>'product' FROM plans_proposal p WHERE p.id = t.proposal_id), '')
WHERE EXISTS (SELECT 1 FROM plans_event e WHERE e.task_id = t.id AND e.kind = 'submitted');
SELECT set_config('diemtua.scope', '', true);
"""
TOGETHER = """
SELECT set_config('diemtua.scope', 'house', true);
UPDATE plans_task SET product = delivered WHERE delivered <> '';
SELECT set_config('diemtua.scope', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0008_documents_scanned")]

    operations = [
        migrations.AddField(
            "task",
            "delivered",
            models.TextField("sản phẩm đã nộp", blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AlterField("task", "product", models.TextField("sản phẩm phải có", blank=True)),
        migrations.RunSQL(APART, TOGETHER),
    ]
