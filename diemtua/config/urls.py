"""Every route of the house. ``access.checks`` refuses one without a door."""

from django.urls import include, path

urlpatterns = [
    path("", include("diemtua.plans.urls")),
    path("danh-ba/", include("diemtua.directory.urls")),
    path("tai-khoan/", include("diemtua.access.urls")),
    path("", include("diemtua.ui.urls")),
]

handler400 = "diemtua.ui.views.malformed"
handler403 = "diemtua.ui.views.forbidden"
handler404 = "diemtua.ui.views.absent"
handler500 = "diemtua.ui.views.broken"
