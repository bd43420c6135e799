"""Invented provinces in bulk, written straight to the tables: size is what is measured here, not the actions."""

from __future__ import annotations

from django.db import connection

PROVINCES, AGENCIES = 4, 40

STATEMENTS = """
INSERT INTO directory_area (code, name, name_sort, name_folded, level, kind, source)
SELECT 'bench-' || n, 'Tỉnh số ' || n, convert_to('tinh ' || n, 'UTF8'), 'tinh so ' || n, 'province', 'tỉnh', ''
FROM generate_series(1, %(provinces)s) n;

INSERT INTO directory_agency (name, name_sort, name_folded, kind, short_name, area_id, province_id, email, phone, version)
SELECT 'Cơ quan ' || k || ' ' || a.name, convert_to('co quan ' || k, 'UTF8'), 'co quan ' || k,
       CASE WHEN k = 1 THEN 'cong-an-tinh' ELSE 'so-y-te' END, 'Cơ quan ' || k, a.id, a.id, '', '', 1
FROM directory_area a, generate_series(1, %(agencies)s) k WHERE a.code LIKE 'bench-%%';

INSERT INTO directory_officer (name, name_sort, name_folded, email, phone)
SELECT 'Cán bộ ' || id, convert_to('can bo', 'UTF8'), 'can bo', 'cb' || id || '@bench.example', '' FROM directory_agency;
INSERT INTO directory_posting (officer_id, agency_id, position, duties, valid_from)
SELECT o.id, replace(split_part(o.email, '@', 1), 'cb', '')::bigint, 'Chuyên viên', '["work"]', '2020-01-01'
FROM directory_officer o WHERE o.email LIKE '%%@bench.example';

CREATE TEMP TABLE bodies AS
SELECT g.id, g.province_id, row_number() OVER (PARTITION BY g.province_id ORDER BY g.id) AS k,
       (SELECT p.officer_id FROM directory_posting p WHERE p.agency_id = g.id) AS officer_id
FROM directory_agency g JOIN directory_area a ON a.id = g.province_id WHERE a.code LIKE 'bench-%%';

INSERT INTO plans_document (province_id, seen_by, client_id, version, holder_id, kind, number, symbol, issuer_name, place,
  issued_on, title, period_from, period_to, signed_for, signer_position, signer_name, theme, recipients, text, file_name,
  file_kind, file_size, file_sha256, scan, notes, folded, created_by_id, created_at, issued_at, issued_by_id)
SELECT b.province_id, (SELECT array_agg(id) FROM bodies x WHERE x.province_id = b.province_id), gen_random_uuid(), 1, b.id,
  'ke-hoach', n::text, 'KH-UBND', 'Ủy ban nhân dân', 'Tỉnh', date '2016-01-01' + (n * 3650 / %(plans)s),
  'Kế hoạch số ' || n || ' về phòng, chống mua bán người', '2024', '2024', '', '', '', '', '[]',
  repeat('Cơ quan chủ trì thực hiện nhiệm vụ được giao. ', 200), '', 'text', 0, '', '', '[]',
  'ke hoach so ' || n || ' ve phong chong mua ban nguoi', b.officer_id, now(), now(), b.officer_id
FROM generate_series(1, %(plans)s) n JOIN bodies b ON b.k = 1 AND b.province_id = (
  SELECT id FROM directory_area WHERE code = 'bench-' || (1 + n %% %(provinces)s));

INSERT INTO plans_task (province_id, seen_by, client_id, version, document_id, number, clause, content, start, "end",
  assigner_id, lead_id, lead_text, product, delivered, places, due_kind, due_value, due_text, due_rule, rhythm, first_due_on, due_on,
  issued_at, acknowledged_at, submitted_at, completed_on, last_event_at)
SELECT d.province_id, ARRAY[d.holder_id, lead.id, help.id], gen_random_uuid(), 1, d.id, n, 'II/' || n,
  'Chủ trì, phối hợp tổ chức tuyên truyền, tiếp nhận, xác minh và hỗ trợ theo nhiệm vụ số ' || n, 0, 10,
  d.holder_id, lead.id, '', '', '', '[]', 'date', '', '', '', '', d.issued_on + 30 + n, d.issued_on + 30 + n,
  now(), CASE WHEN n %% 3 > 0 THEN now() END, CASE WHEN n %% 5 > 0 THEN now() END,
  CASE WHEN n %% 5 > 0 THEN d.issued_on + 25 + (n %% 20) END, now()
FROM plans_document d CROSS JOIN generate_series(1, %(tasks_each)s) n
JOIN bodies lead ON lead.province_id = d.province_id AND lead.k = 1 + (n + d.id) %% %(agencies)s
JOIN bodies help ON help.province_id = d.province_id AND help.k = 1 + (n + d.id + 7) %% %(agencies)s;

INSERT INTO plans_part (client_id, version, task_id, agency_id, agency_text, content, result)
SELECT gen_random_uuid(), 1, id, seen_by[3], '', '', '' FROM plans_task WHERE seen_by[3] <> lead_id;
INSERT INTO plans_event (client_id, task_id, kind, at, officer_id, agency_id, note, figures, detail)
SELECT gen_random_uuid(), t.id, k, now() - interval '40 days', NULL, t.lead_id, '', '[]', '{}'
FROM plans_task t, unnest(ARRAY['issued', 'acknowledged', 'progress']) k;
INSERT INTO plans_reportduty (province_id, seen_by, client_id, version, document_id, clause, what, to_text, due_kind,
  due_value, due_text)
SELECT province_id, seen_by, gen_random_uuid(), 1, id, 'III', 'Kết quả thực hiện', 'Công an tỉnh', 'recurring', 'yearly', ''
FROM plans_document;
INSERT INTO plans_reportdue (province_id, seen_by, client_id, version, duty_id, agency_id, period, due_on, happened)
SELECT r.province_id, ARRAY[b.id, d.holder_id], gen_random_uuid(), 1, r.id, b.id, 'Năm', d.issued_on + 365, ''
FROM plans_reportduty r JOIN plans_document d ON d.id = r.document_id JOIN bodies b ON b.province_id = r.province_id AND b.k <= 5;
DROP TABLE bodies;
"""


def populate(*, plans: int, tasks_each: int, provinces: int = PROVINCES, agencies: int = AGENCIES) -> None:
    """Fill the connected database: ``plans`` × ``tasks_each`` tasks in ``provinces`` of ``agencies`` each."""
    sizes = {"provinces": provinces, "agencies": agencies, "plans": plans, "tasks_each": tasks_each}
    with connection.cursor() as cursor:
        for statement in STATEMENTS.strip().split(";\n"):
            if statement.strip():
                cursor.execute(statement, sizes)
        cursor.execute("VACUUM ANALYZE")
