from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "diemtua.demo"
    verbose_name = "Trình diễn"
