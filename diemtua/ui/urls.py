from django.urls import path

from diemtua.ui import views

app_name = "ui"
urlpatterns = [
    path("giao-dien/", views.theme, name="theme"),
    path("bo-thanh-phan/", views.components, name="kit"),
]
