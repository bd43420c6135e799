#!/usr/bin/env python3
"""Score readings of plans against their annotations, with the public measures of the format.

The same counts as the public scoring script, kept beside the annotated plans so that
quality is measured by the tests. From the command line:

Arguments:

    PREDICTED_DIR GOLD_DIR [--summary] [--json FILE]
    --check DIR [--agencies FILE]

The gold of document X is GOLD_DIR/X.gold.json; its prediction is PREDICTED_DIR/X.json
(or X.gold.json).  A missing or unreadable prediction counts as an empty one.  For each
measure the script prints true positives, predicted and gold counts, precision, recall and
F1, per document and micro-averaged.  `--check` validates files of the format instead:
offsets, hashes, paths, codes and deadline values.
"""

import argparse
import difflib
import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path

START_TOLERANCE = 20  # characters an outline node may start away from the gold
SPAN_IOU = 0.5  # overlap over union for an action span
REPORT_OVERLAP = 0.5  # overlap over the shorter span for a reporting obligation
TEXT_RATIO = 0.9  # similarity for titles, themes and messages
NAME_RATIO = 0.6  # similarity for campaign names

MEASURES = [
    ("metadata", "metadata, single-valued fields"),
    ("metadata-lists", "metadata, lists (bases, addressees, recipients, attachments)"),
    ("outline", "outline: path and start"),
    ("outline-label", "outline: label and start only"),
    ("assignments", "assignments: span and agency code"),
    ("assignments-span", "assignments: span only"),
    ("coordinating", "coordinating agencies of assignments matched by span"),
    ("deadlines", "deadlines: kind and value"),
    ("deadlines-kind", "deadlines: kind only"),
    ("reporting", "reporting: who, to, due"),
    ("reporting-who", "reporting: who only"),
    ("campaigns", "campaigns: name, from, to"),
    ("campaigns-name", "campaigns: name only"),
    ("messages", "messages: kind and text"),
]

TONE_PAIRS = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
]
ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "mttq": "mặt trận tổ quốc",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "lhpn": "liên hiệp phụ nữ",
    "bcđ": "ban chỉ đạo",
    "tand": "tòa án nhân dân",
    "vksnd": "viện kiểm sát nhân dân",
}


# ---------------------------------------------------------------- normalisation


def norm(value):
    """Text for comparison: case, tone placement, abbreviations and punctuation levelled."""
    if value is None:
        return ""
    text = unicodedata.normalize("NFC", str(value)).casefold()
    for new, old in TONE_PAIRS:
        text = text.replace(new, old)
    words = re.findall(r"\w+", text)
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def norm_number(value):
    return norm(value).lstrip("0")


def norm_symbol(value):
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", str(value or ""))).casefold()


def norm_title(value):
    return re.sub(r"^(?:về việc|v v)\s+", "", norm(value))


def alike(a, b, ratio):
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= ratio


def reference_key(item):
    """Key of a cited document: its number, else its name and date."""
    item = item or {}
    if item.get("id"):
        return norm_symbol(item["id"])
    return (norm(item.get("name")) + " " + str(item.get("date") or "")).strip()


def deadline_key(deadline):
    deadline = deadline or {}
    parts = sorted(p.strip() for p in str(deadline.get("value") or "").split(",") if p.strip())
    return deadline.get("kind") or "none", tuple(parts)


def codes(agencies):
    return {a.get("code") for a in agencies or [] if a and a.get("code")}


def span(item):
    start, end = item.get("start"), item.get("end")
    if isinstance(start, int) and isinstance(end, int) and start < end:
        return start, end
    return None


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) if a and b else 0


def iou(a, b):
    common = overlap(a, b)
    return common / ((a[1] - a[0]) + (b[1] - b[0]) - common) if common else 0.0


def cover(a, b):
    common = overlap(a, b)
    return common / min(a[1] - a[0], b[1] - b[0]) if common else 0.0


# ---------------------------------------------------------------- matching


def match(gold, pred, similarity):
    """One-to-one pairs (gold index, predicted index), best similarity first; 0 is no match."""
    scored = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            value = similarity(g, p)
            if value > 0:
                scored.append((-value, i, j))
    pairs, used_gold, used_pred = [], set(), set()
    for _, i, j in sorted(scored):
        if i not in used_gold and j not in used_pred:
            pairs.append((i, j))
            used_gold.add(i)
            used_pred.add(j)
    return pairs


def count(matched, predicted, gold):
    return {"tp": matched, "predicted": predicted, "gold": gold}


# ---------------------------------------------------------------- measures


def single_fields(document):
    d = document or {}
    issuer, period = d.get("issuer") or {}, d.get("period") or {}
    signatory, parent = d.get("signatory") or {}, d.get("parent_plan")
    values = {
        "type": norm(d.get("type")),
        "number": norm_number(d.get("number")),
        "symbol": norm_symbol(d.get("symbol")),
        "issuer": norm(issuer.get("name")),
        "issuer-code": issuer.get("code") or "",
        "place": norm(d.get("place")),
        "date": d.get("date") or "",
        "title": norm_title(d.get("title")),
        "period-from": period.get("from") or "",
        "period-to": period.get("to") or "",
        "authority": norm(signatory.get("authority")),
        "position": norm(signatory.get("position")),
        "signatory": norm(signatory.get("name")),
        "parent-plan": reference_key(parent),
        "theme": norm(d.get("theme")),
    }
    return {field: value for field, value in values.items() if value}


def list_fields(document):
    d = document or {}
    items = {("basis", reference_key(x)) for x in d.get("legal_bases") or []}
    items |= {("addressee", norm(x)) for x in d.get("addressees") or []}
    items |= {("recipient", norm(x)) for x in d.get("recipients") or []}
    items |= {("attachment", norm_title(x.get("title"))) for x in d.get("attachments") or []}
    return {item for item in items if item[1]}


def score_metadata(gold, pred):
    g, p = single_fields(gold.get("document")), single_fields(pred.get("document"))

    def same(field):
        if field in ("title", "theme"):
            return alike(g[field], p[field], TEXT_RATIO)
        return g[field] == p[field]

    hits = sum(1 for field in g if field in p and same(field))
    gl, pl = list_fields(gold.get("document")), list_fields(pred.get("document"))
    return {"metadata": count(hits, len(p), len(g)), "metadata-lists": count(len(gl & pl), len(pl), len(gl))}


def clauses(nodes):
    """Labelled clauses of an outline; bullets are not scored but their children are."""
    for node in nodes or []:
        if node.get("kind") != "bullet":
            yield node
        yield from clauses(node.get("children"))


def norm_path(path):
    return "/".join(part.strip(" .):").casefold() for part in str(path or "").split("/"))


def score_outline(gold, pred):
    g, p = list(clauses(gold.get("outline"))), list(clauses(pred.get("outline")))

    def near(a, b):
        distance = abs((a.get("start") or 0) - (b.get("start") or 0))
        return START_TOLERANCE + 1 - distance if distance <= START_TOLERANCE else 0

    def by_path(a, b):
        return near(a, b) if norm_path(a.get("path")) == norm_path(b.get("path")) else 0

    def by_label(a, b):
        return near(a, b) if norm_path(a.get("label")) == norm_path(b.get("label")) else 0

    return {
        "outline": count(len(match(g, p, by_path)), len(p), len(g)),
        "outline-label": count(len(match(g, p, by_label)), len(p), len(g)),
    }


def lead_code(assignment):
    return (assignment.get("lead") or {}).get("code")


def score_assignments(gold, pred):
    g, p = gold.get("assignments") or [], pred.get("assignments") or []

    def close(a, b):
        value = iou(span(a.get("action") or {}), span(b.get("action") or {}))
        return value if value >= SPAN_IOU else 0

    def same_agency(a, b):
        return close(a, b) if lead_code(a) == lead_code(b) else 0

    exact = match(g, p, same_agency)
    # For the rest, pairs with the right agency come first, so that an agency error costs
    # nothing in the deadline and coordination measures.
    loose = match(g, p, lambda a, b: close(a, b) + (1 if same_agency(a, b) else 0))

    gold_due = [deadline_key(x.get("deadline")) for x in g]
    pred_due = [deadline_key(x.get("deadline")) for x in p]
    dated = [(gold_due[i], pred_due[j]) for i, j in loose if gold_due[i][0] != "none"]
    deadlines = (sum(key[0] != "none" for key in pred_due), sum(key[0] != "none" for key in gold_due))
    coordination = [(codes(g[i].get("coordinating")), codes(p[j].get("coordinating"))) for i, j in loose]
    return {
        "assignments": count(len(exact), len(p), len(g)),
        "assignments-span": count(len(loose), len(p), len(g)),
        "coordinating": count(
            sum(len(a & b) for a, b in coordination),
            sum(len(b) for _, b in coordination),
            sum(len(a) for a, _ in coordination),
        ),
        "deadlines": count(sum(a == b for a, b in dated), *deadlines),
        "deadlines-kind": count(sum(a[0] == b[0] for a, b in dated), *deadlines),
    }


def score_reporting(gold, pred):
    g, p = gold.get("reporting") or [], pred.get("reporting") or []

    def by_who(a, b):
        share = cover(span(a), span(b))
        return share if share >= REPORT_OVERLAP and codes(a.get("who")) & codes(b.get("who")) else 0

    def full(a, b):
        same = codes(a.get("to")) == codes(b.get("to")) and deadline_key(a.get("due")) == deadline_key(
            b.get("due")
        )
        return by_who(a, b) if same else 0

    return {
        "reporting": count(len(match(g, p, full)), len(p), len(g)),
        "reporting-who": count(len(match(g, p, by_who)), len(p), len(g)),
    }


def score_campaigns(gold, pred):
    g, p = gold.get("campaigns") or [], pred.get("campaigns") or []

    def by_name(a, b):
        if cover(span(a), span(b)) >= REPORT_OVERLAP:
            return 2
        x, y = norm(a.get("name")), norm(b.get("name"))
        return 1 if x and y and alike(x, y, NAME_RATIO) else 0

    def full(a, b):
        same = all((a.get(key) or None) == (b.get(key) or None) for key in ("from", "to"))
        return by_name(a, b) if same else 0

    return {
        "campaigns": count(len(match(g, p, full)), len(p), len(g)),
        "campaigns-name": count(len(match(g, p, by_name)), len(p), len(g)),
    }


def score_messages(gold, pred):
    g, p = gold.get("messages") or [], pred.get("messages") or []

    def same(a, b):
        if a.get("kind") != b.get("kind"):
            return 0
        return 1 if alike(norm(a.get("text")), norm(b.get("text")), TEXT_RATIO) else 0

    return {"messages": count(len(match(g, p, same)), len(p), len(g))}


def score_document(gold, pred):
    result = {}
    for part in (
        score_metadata,
        score_outline,
        score_assignments,
        score_reporting,
        score_campaigns,
        score_messages,
    ):
        result.update(part(gold, pred))
    return result


# ---------------------------------------------------------------- report


def rates(counts):
    tp, predicted, gold = counts["tp"], counts["predicted"], counts["gold"]
    if not predicted and not gold:
        return None
    precision = tp / predicted if predicted else 0.0
    recall = tp / gold if gold else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def micro(results):
    total = {}
    for name, _ in MEASURES:
        total[name] = count(*(sum(r[name][key] for r in results) for key in ("tp", "predicted", "gold")))
    return total


def show(title, result, wide=False):
    print(title)
    for name, long_name in MEASURES:
        found = rates(result[name])
        if found is None:
            continue
        numbers = "{tp:5d} of {predicted:5d} predicted, {gold:5d} gold".format(**result[name])
        label = long_name if wide else name
        print(
            f"  {label:<{62 if wide else 18}} P {found[0]:.3f}  R {found[1]:.3f}"
            f"  F1 {found[2]:.3f}  ({numbers})"
        )
    print()


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def find_prediction(directory, name):
    for candidate in (directory / f"{name}.json", directory / f"{name}.gold.json"):
        if candidate.exists():
            try:
                return load(candidate), None
            except (ValueError, UnicodeDecodeError) as error:
                return {}, f"unreadable ({error})"
    return {}, "missing"


def run_score(args):
    results, synthetic = {}, {}
    for path in sorted(args.gold.glob("*.gold.json")):
        name = path.name[: -len(".gold.json")]
        gold = load(path)
        pred, problem = find_prediction(args.predicted, name)
        if problem:
            print(f"{name}: prediction {problem}", file=sys.stderr)
        results[name] = score_document(gold, pred)
        synthetic[name] = bool(gold.get("synthetic"))
    if not results:
        print(f"no *.gold.json in {args.gold}", file=sys.stderr)
        return 2
    if not args.summary:
        for name, result in results.items():
            show(name + (" (synthetic)" if synthetic[name] else ""), result)
    groups = [("all", list(results))]
    if len(set(synthetic.values())) == 2:
        groups.append(("real documents", [n for n in results if not synthetic[n]]))
        groups.append(("synthetic documents", [n for n in results if synthetic[n]]))
    totals = {}
    for label, names in groups:
        totals[label] = micro([results[name] for name in names])
        show(f"micro-average, {label} ({len(names)} documents)", totals[label], wide=True)
    if args.json:
        report = {"documents": results, "micro": totals}
        args.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


# ---------------------------------------------------------------- validation

DATE = r"\d{4}-\d{2}-\d{2}"
TOKEN = (
    r"(?:continuous|weekly|on-event|monthly(?:@\d{2})?|quarterly(?:@\d{2})?"
    r"|half-yearly(?:@\d{2}-\d{2})?|yearly(?:@(?:\d{2}(?:-\d{2})?|Q[1-4]))?)"
)
PERIOD = rf"(?:{DATE}/(?:{DATE}|\.\.)|P\d+D|PT\d+H|school-year:\d{{4}}-\d{{4}})"
VALUES = {"date": DATE, "period": rf"{PERIOD}(?:,{PERIOD})*", "recurring": rf"{TOKEN}(?:,{TOKEN})*"}
PARTIAL_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"


def flatten(text):
    return re.sub(r"\W+", "", unicodedata.normalize("NFC", text)).casefold()


def check_file(path, known_codes):
    """Yield one line per fault in a file of the format."""
    data = load(path)
    beside = path.parent / data["text"]["file"]
    text = None
    if beside.exists():
        text = beside.read_bytes().decode("utf-8")
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != data["text"]["sha256"]:
            yield "the text differs from its sha256"
        if len(text) != data["text"]["characters"]:
            yield "the text has another length"
    size = data["text"]["characters"]

    def spans(item, what, quote=None):
        if item.get("start") is None and item.get("end") is None:
            return
        if not span(item) or item["end"] > size:
            yield f"{what}: bad span {item.get('start')}-{item.get('end')}"
        elif text is not None and quote and flatten(quote) not in flatten(text[item["start"] : item["end"]]):
            yield f"{what}: span holds {text[item['start'] : item['end']]!r}, not {quote!r}"

    def agency(item, what):
        if known_codes and item["code"] not in known_codes:
            yield f"{what}: unknown code {item['code']}"

    def deadline(item, what):
        kind, value = item.get("kind"), item.get("value")
        if kind == "none":
            if value is not None:
                yield f"{what}: value {value!r} with kind none"
        elif kind not in VALUES or not re.fullmatch(VALUES[kind], str(value)):
            yield f"{what}: bad {kind} value {value!r}"
        elif kind == "recurring" and value != ",".join(sorted(value.split(","))):
            yield f"{what}: tokens not sorted in {value!r}"
        yield from spans(item, what, item.get("text"))

    document = data["document"]
    for field in [document["date"], document["period"]["from"], document["period"]["to"]]:
        if field is not None and not re.fullmatch(PARTIAL_DATE, field):
            yield f"document: bad date {field!r}"
    if document.get("issuer"):
        yield from agency(document["issuer"], "issuer")

    paths = set()

    def outline(nodes, low, high, level):
        for node in nodes:
            what = f"outline {node['path']}"
            yield from spans(node, what)
            if not low <= node["start"] < node["end"] <= high:
                yield f"{what}: outside its parent or out of order"
            if node["level"] != level:
                yield f"{what}: level {node['level']}, not {level}"
            if node["path"] in paths:
                yield f"{what}: path used twice"
            paths.add(node["path"])
            low = node["end"]
            yield from outline(node["children"], node["start"], node["end"], level + 1)

    yield from outline(data["outline"], 0, size, 1)
    identifiers = [a["id"] for a in data["assignments"]]
    if len(set(identifiers)) != len(identifiers):
        yield "assignments: an id is used twice"
    for a in data["assignments"]:
        what = f"assignment {a['id']}"
        if a["clause"] is not None and a["clause"] not in paths:
            yield f"{what}: no clause {a['clause']}"
        yield from spans(a["action"], what + " action")
        yield from spans(a["lead"], what + " lead", a["lead"]["text"])
        yield from deadline(a["deadline"], what + " deadline")
        for item in [a["lead"], *a["coordinating"]]:
            yield from agency(item, what)
    for n, r in enumerate(data["reporting"], 1):
        what = f"reporting {n}"
        if r["clause"] is not None and r["clause"] not in paths:
            yield f"{what}: no clause {r['clause']}"
        yield from spans(r, what)
        yield from deadline(r["due"], what + " due")
        for item in [*r["who"], *r["to"], *([r["through"]] if r["through"] else [])]:
            yield from agency(item, what)
    for n, c in enumerate(data["campaigns"], 1):
        yield from spans(c, f"campaign {n}")
        for field in (c["from"], c["to"]):
            if field is not None and not re.fullmatch(PARTIAL_DATE, field):
                yield f"campaign {n}: bad date {field!r}"
    for kind in ("messages", "figures", "noise"):
        for n, item in enumerate(data[kind], 1):
            yield from spans(item, f"{kind} {n}", item.get("text"))


def run_check(args):
    agencies = args.agencies or args.check / "agencies.json"
    known = {a["code"] for a in load(agencies)} if agencies.exists() else set()
    files = sorted(args.check.glob("*.gold.json"))
    faults = 0
    for path in files:
        for line in check_file(path, known):
            print(f"{path.name}: {line}")
            faults += 1
    print(f"{len(files)} files, {faults} faults")
    return 1 if faults or not files else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("predicted", nargs="?", type=Path, help="directory of predicted JSON")
    parser.add_argument("gold", nargs="?", type=Path, help="directory of *.gold.json")
    parser.add_argument("--summary", action="store_true", help="print the micro-averages only")
    parser.add_argument("--json", type=Path, help="also write all counts to this file")
    parser.add_argument("--check", type=Path, metavar="DIR", help="validate the *.gold.json of DIR")
    parser.add_argument("--agencies", type=Path, help="agencies.json for --check")
    args = parser.parse_args()
    if args.check:
        return run_check(args)
    if not args.predicted or not args.gold:
        parser.error("PREDICTED_DIR and GOLD_DIR are needed")
    return run_score(args)


if __name__ == "__main__":
    sys.exit(main())
