import pytest

from tests.conftest import VAR


@pytest.fixture(scope="session")
def stage(request):
    """The address of a demonstration with people to sign in as."""
    from tests.stage import standing

    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw0")
    with standing("tests.access.scene:people", VAR, worker) as address:
        yield address


@pytest.fixture(params=["light", "dark"])
def page(request, chromium, stage):
    """A page of a browser at a desk, in both lights, with scripts."""
    context = chromium.new_context(
        base_url=stage, color_scheme=request.param, viewport={"width": 1366, "height": 768}, locale="vi-VN"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium, stage):
    """A small screen without scripts."""
    context = chromium.new_context(
        base_url=stage, viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="vi-VN"
    )
    yield context.new_page()
    context.close()
