"""Addresses of the directory."""

from django.urls import path

from diemtua.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.home, name="home"),
    path("dia-ban/", views.areas, name="areas"),
    path("dia-ban/<slug:code>/", views.area, name="area"),
    path("tinh/<slug:code>/", views.province, name="province"),
    path("co-quan/<int:agency_id>/", views.agency, name="agency"),
    path("co-quan/<int:agency_id>/lien-he/", views.contacts, name="contacts"),
    path("co-quan/<int:agency_id>/them-can-bo/", views.new_officer, name="new_officer"),
    path("can-bo/<int:officer_id>/", views.officer, name="officer"),
    path("can-bo/<int:officer_id>/chuyen/", views.move, name="move"),
    path("can-bo/<int:officer_id>/ket-thuc/", views.leave, name="leave"),
    path("vang-mat/", views.absences, name="absences"),
    path("vang-mat/<int:absence_id>/ket-thuc/", views.end_absence, name="end_absence"),
]
