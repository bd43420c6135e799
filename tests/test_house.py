"""The house watches itself: what the documents promise exists, what is made is used, what the law says is tried."""

import re
import shlex
import subprocess
from pathlib import Path

import allauth
import pytest
from django.core.management import get_commands

import diemtua
from diemtua.config import supervisor
from diemtua.kernel.sources import law_index
from diemtua.plans.reading import command as reading
from diemtua.plans.states import TASK_LIFE, State
from scripts import generated

CODE = Path(diemtua.__file__).parent
HOUSE = CODE.parent
ALLAUTH = Path(allauth.__file__).parent
DOCS = [HOUSE / "README.md", *sorted((HOUSE / "docs").rglob("*.md"))]


def kept_files():
    """Every file of the project, as its history keeps it."""
    listed = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True)
    return [HOUSE / name for name in listed.stdout.splitlines() if (HOUSE / name).is_file()]


def words_of(*folders, kinds=(".py", ".html", ".txt")):
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in kinds)
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


# --- what is made is used -----------------------------------------------------------------------


def test_every_state_of_a_task_is_reached():
    assert {State.WAITING, *(move.target for move in TASK_LIFE.moves.values())} == set(State)
    left = {source for move in TASK_LIFE.moves.values() for source in move.sources}
    assert set(State) - left == {State.DONE, State.CANCELLED}


TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in CODE.glob("*/templates")
    for path in folder.rglob("*")
    if path.is_file()
}


def test_no_template_is_unused():
    ours, theirs = words_of(CODE), words_of(ALLAUTH, kinds=(".py", ".html"))
    shown_by_allauth = {name for name in TEMPLATES if (ALLAUTH / "templates" / name).exists()}
    named = {
        name for name in TEMPLATES if f'"{name}"' in ours or f"'{name}'" in ours or f'"{name}"' in theirs
    }
    # Widgets name their templates; letters and messages of allauth are named by their beginnings.
    begun = {
        name
        for name in TEMPLATES
        if f'"{re.sub(r"(_subject|_message)?[.](txt|html)$", "", name)}' in theirs + ours
    }
    assert sorted(set(TEMPLATES) - shown_by_allauth - named - begun) == []


# --- the law ------------------------------------------------------------------------------------


def rules():
    generated.import_rules()
    return law_index()


def test_every_rule_of_the_law_is_tried_by_name():
    tests = words_of(HOUSE / "tests", kinds=(".py",))
    untried = {rule.where for rule in rules() if not re.search(rf"\b{rule.function.__name__}\b", tests)}
    assert sorted(untried) == []


def test_every_rule_says_what_it_means_and_from_when():
    for rule in rules():
        assert rule.meaning and rule.text and rule.in_force, rule.where


# --- what the documents promise ------------------------------------------------------------------


def test_pages_written_by_the_code_are_current():
    assert generated.stale() == [], "python -m scripts.generated"


def commands(text):
    """Commands of code blocks and of words in code: the words after ``make`` and after ``diemtua``."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    lines = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", text)
    for line in lines:
        bare = re.sub(r"\s#.*$", "", line.strip()).replace("…", "x").removeprefix(".venv/bin/")
        if re.match(r"(make|diemtua) ", bare):
            yield shlex.split(re.sub(r"[\[\]]|\.\.\.", "", bare))


PROMISED = [
    pytest.param(words, id=f"{path.name}: {' '.join(words)}")
    for path in DOCS
    for words in commands(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("words", PROMISED)
def test_every_command_that_a_document_tells_exists(words):
    program, *given = words
    if program == "make":
        targets = re.findall(r"^(\w+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.M)
        assert set(given) <= set(targets)
    elif given[0] == "up":
        supervisor.parse([word if word != "--port" else "--port=1" for word in given[1:]])
    elif given[:2] == ["plan", "read"]:
        known = re.findall(r'"(--[a-z-]+)"', Path(reading.__file__).read_text(encoding="utf-8"))
        assert {word for word in given if word.startswith("--")} <= set(known)
    elif given[0] == "database":
        assert given[1] in {"prepare", "stop"}
    elif given[:2] == ["audit", "verify"]:
        assert 'words[:2] == ["audit", "verify"]' in (HOUSE / "diemtua/cli.py").read_text(encoding="utf-8")
    elif given[0] == "manage":
        assert len(given) == 1 or given[1] == "x" or given[1] in get_commands()
    else:
        assert given[0] in get_commands()


def test_the_documents_name_every_setting_and_no_other():
    code = words_of(CODE, kinds=(".py",))
    read = set(re.findall(r'env\.\w+\(\s*"(DIEMTUA_\w+)"', code))
    read |= set(re.findall(r'environ(?:\.get\(|\[)"(DIEMTUA_\w+)"', code))
    told, whole = set(), ""
    for line in (HOUSE / "docs/operations.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `DIEMTUA"):
            for name in re.findall(r"`(DIEMTUA_\w+|_\w+)`", line.split("|")[1]):
                whole = name if name.startswith("DIEMTUA") else whole.rsplit("_", 1)[0] + name
                told.add(whole)
    assert sorted(read ^ told) == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_link_of_a_document_leads_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_term_of_the_glossary_is_a_word_of_the_code():
    code = words_of(CODE, kinds=(".py",))
    rows = (HOUSE / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    terms = [
        term for row in rows if row.startswith("|") for term in re.findall(r"`([^`]+)`", row.split("|")[1])
    ]
    assert terms and [term for term in terms if not re.search(rf"\b{re.escape(term)}\b", code)] == []


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in sorted((HOUSE / "docs/decisions").glob("*.md"))]
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]


# --- what may not be kept -------------------------------------------------------------------------

SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}")
PLACES = re.compile(r"(?<![\w.>$/-])/(?:work|root|home|Users)/\w+")
REGISTRIES = re.compile(r"https?://(?:py" r"pi\.org|files\.python" r"hosted\.org|registry\.npm" r"js\.org)")


def test_nothing_kept_knows_the_machine_it_was_made_on():
    found = []
    for path in kept_files():
        if path.suffix in {".png", ".woff2", ".ico", ".docx", ".pdf"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for sign in (SECRETS, PLACES, REGISTRIES):
            if path != Path(__file__) and (seen := sign.search(text)):
                found.append(f"{path.relative_to(HOUSE)}: {seen[0]}")
    assert found == []
