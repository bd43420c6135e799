"""How well plans are read: one report over all annotated plans, with a floor under each measure."""

import json

import pytest

from tests.reading import score
from tests.reading.conftest import GOLD, NAMES, gold_of

FLOORS = {
    "metadata": 0.99,
    "metadata-lists": 0.98,
    "outline": 0.995,
    "assignments": 0.988,
    "assignments-span": 0.988,
    "coordinating": 0.982,
    "deadlines": 0.983,
    "reporting": 0.98,
    "campaigns": 0.96,
    "messages": 0.96,
}
REAL = [name for name in NAMES if name[0].isdigit()]
REAL_FLOORS = {**FLOORS, "metadata": 0.98, "metadata-lists": 0.97, "campaigns": 1.0, "messages": 1.0}


@pytest.fixture(scope="module")
def scores(readings):
    return {
        name: score.score_document(gold_of(name), json.loads(json.dumps(readings[name].to_json())))
        for name in NAMES
    }


def f1(counts):
    found = score.rates(counts)
    return None if found is None else found[2]


def table(scores):
    rows = ["".ljust(34) + " ".join(measure[:12].rjust(12) for measure in FLOORS)]
    for name, result in {**scores, "all": score.micro(list(scores.values()))}.items():
        cells = ("-" if (value := f1(result[measure])) is None else f"{value:.3f}" for measure in FLOORS)
        rows.append(name[:33].ljust(34) + " ".join(cell.rjust(12) for cell in cells))
    return "\n".join(rows)


def test_quality_of_reading_over_all_annotated_plans(scores, capsys):
    with capsys.disabled():
        print("\n" + table(scores))
    total = score.micro(list(scores.values()))
    assert {m: f1(total[m]) for m, floor in FLOORS.items() if (f1(total[m]) or 0) < floor} == {}


def test_quality_of_reading_over_the_real_plans(scores):
    total = score.micro([scores[name] for name in REAL])
    assert {m: f1(total[m]) for m, floor in REAL_FLOORS.items() if (f1(total[m]) or 0) < floor} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_keeps_to_the_format(name, readings, tmp_path):
    (tmp_path / f"{name}.txt").write_bytes((GOLD / f"{name}.txt").read_bytes())
    path = tmp_path / f"{name}.gold.json"
    path.write_text(json.dumps(readings[name].to_json(), ensure_ascii=False), encoding="utf-8")
    assert list(score.check_file(path, CODES)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_has_exactly_the_keys_of_the_format(name, readings):
    ours, gold = readings[name].to_json(), gold_of(name)
    assert ours.keys() == gold.keys()
    assert ours["document"].keys() == gold["document"].keys()
    for key in ("assignments", "campaigns", "messages", "figures"):
        for item in ours[key]:
            assert item.keys() == KEYS[key]


KEYS = {
    "assignments": {"id", "clause", "lead", "coordinating", "action", "deadline", "places", "targets"},
    "campaigns": {"name", "from", "to", "places", "start", "end"},
    "messages": {"kind", "text", "start", "end"},
    "figures": {"what", "value", "unit", "text", "start", "end"},
}
CODES = set(
    """ubnd-tinh hdnd-tinh vp-ubnd tinh-uy ban-tuyen-giao ban-chi-dao ban-chi-dao-tw chinh-phu bo-nganh-tw don-vi-thuoc-bo
    co-quan-dai-dien nuoc-ngoai cong-an-tinh cong-an-huyen cong-an-xa bo-doi-bien-phong quan-su canh-sat-bien hai-quan so-ldtbxh
    phong-ldtbxh so-noi-vu so-y-te so-tt-tt so-kh-cn so-vhttdl so-du-lich so-gd-dt so-tu-phap so-tai-chinh so-kh-dt so-ngoai-vu
    so-xay-dung so-gtvt so-cong-thuong so-nn-mt so-nn-ptnt so-tn-mt ban-dan-toc thanh-tra-tinh thue bhxh ngan-hang vks toa-an mttq
    hoi-lhpn doan-tn hoi-nong-dan lien-doan-lao-dong to-chuc-ctxh bao-dai doanh-nghiep co-so-tro-giup ban-quan-ly-kcn cac-so-nganh
    co-quan-lien-quan ubnd-huyen ubnd-xa khac""".split()
)
