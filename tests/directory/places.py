"""A few provinces of the common tables, loaded and with their bodies: enough of the country for a story."""

from diemtua.directory import data
from diemtua.directory.establishing import establish
from diemtua.directory.loading import load
from diemtua.directory.models import Area

PROVINCES = ("VN", "40", "92", "63-92", "63-93", "63-94", "413", "412")
HAVING = {
    "63-92": {"so-ngoai-vu", "hai-quan"},
    "63-94": {"bo-doi-bien-phong"},
    "92": {"bo-doi-bien-phong"},
    "40": set(),
}


def rows():
    """Those provinces with the districts of Sóc Trăng and Cửa Lò."""
    kept = [
        row
        for row in data.areas()
        if row.code in PROVINCES or (row.parent == "63-94" and row.level == "district")
    ]
    codes = {row.code for row in kept}
    links = [row for row in data.area_successions() if row.predecessor in codes and row.successor in codes]
    return kept, links


def load_few():
    areas, links = rows()
    return load(areas, links)


def settle(*codes, districts=False):
    """Load, and make the bodies of the provinces named. Returns the last province."""
    load_few()
    province = None
    for code in codes:
        province = Area.objects.get(code=code)
        establish(province, having=HAVING[code], districts=districts)
    return province
