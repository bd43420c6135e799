"""A browser's own account of itself, in two words an officer knows: «Chrome trên Windows»."""

BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "máy Mac"),
    ("Linux", "Linux"),
)


def called(agent: str) -> str:
    """The first that fits, most particular first; what nobody knows is a browser on a machine."""
    browser = next((word for sign, word in BROWSERS if sign in agent), "Trình duyệt khác")
    machine = next((word for sign, word in MACHINES if sign in agent), "máy khác")
    return f"{browser} trên {machine}"
