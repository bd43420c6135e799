"""Addresses of plans: documents, tasks, reports, campaigns, the board, the calendar."""

from django.urls import path

from diemtua.plans.views import board, documents, tasks, today

app_name = "plans"
urlpatterns = [
    path("", today.today, name="today"),
    path("van-ban/", documents.documents, name="documents"),
    path("van-ban/moi/", documents.new, name="new"),
    path("van-ban/<int:document_id>/", documents.document, name="document"),
    path("van-ban/<int:document_id>/toan-van/", documents.text, name="text"),
    path("van-ban/<int:document_id>/tep-goc/", documents.file, name="file"),
    path("van-ban/<int:document_id>/sua/", documents.correct, name="correct"),
    path("van-ban/<int:document_id>/giao-viec/", documents.issue, name="issue"),
    path("viec/", tasks.tasks, name="tasks"),
    path("viec/<int:task_id>/", tasks.task, name="task"),
    path("viec/<int:task_id>/<slug:name>/", tasks.move, name="move"),
    path("tong-hop/", board.board, name="board"),
]
