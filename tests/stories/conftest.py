import pytest

from tests.conftest import VAR


def worker_of(request):
    return getattr(request.config, "workerinput", {}).get("workerid", "gw0")


@pytest.fixture(scope="session")
def reviewing(request):
    """The address of a house where plans wait to be reviewed."""
    from tests.stage import standing

    with standing("tests.stories.scenes:reviewing", VAR, worker_of(request)) as address:
        yield address


@pytest.fixture(scope="session")
def provinces(request):
    """The house of the four provinces, each on the day its plan arrives."""
    from tests.stage import raised

    with raised("tests.stories.scenes:four_provinces", VAR, worker_of(request)) as house:
        yield house


@pytest.fixture
def officer(chromium, provinces):
    """Signs an officer in, by his name on the sign-in page; the same page for the same name."""
    from tests.browser import enter

    contexts, pages = [], {}

    def signed_in(name, *, javascript=True, width=1366, height=768):
        if name not in pages:
            context = chromium.new_context(
                base_url=provinces.address,
                java_script_enabled=javascript,
                viewport={"width": width, "height": height},
                locale="vi-VN",
                reduced_motion="reduce",
            )
            context.set_default_timeout(10_000)
            contexts.append(context)
            pages[name] = context.new_page()
            enter(pages[name], name)
        return pages[name]

    yield signed_in
    for context in contexts:
        context.close()


@pytest.fixture
def day(provinces):
    """Lets days pass in a province."""
    return lambda province, day: provinces.happens("tests.stories.scenes:clock", province, day)
