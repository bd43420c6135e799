"""Confidentiality of the tables of other people's apps. They hold officers' sign-ins and the queue: no victim's data.

Arguments of queued work are numbers of records; whatever must rest unreadable there is sealed before it is queued.
"""

from diemtua.vault import PUBLIC, WORK, declare

declare("auth.Permission", PUBLIC, "id name content_type codename")
declare("auth.Group", PUBLIC, "id name permissions")
declare("contenttypes.ContentType", PUBLIC, "id app_label model")
declare("sessions.Session", WORK, "session_key session_data expire_date")
declare("account.EmailAddress", WORK, "id user email verified primary")
declare("account.EmailConfirmation", WORK, "id email_address created sent key")
declare("mfa.Authenticator", WORK, "id user type data created_at last_used_at")
declare("usersessions.UserSession", WORK, "id user created_at ip last_seen_at session_key user_agent data")
declare("procrastinate.ProcrastinateWorker", WORK, "id last_heartbeat")
declare(
    "procrastinate.ProcrastinateJob",
    WORK,
    "id queue_name task_name priority lock args status scheduled_at attempts",
)
declare("procrastinate.ProcrastinateJob", WORK, "queueing_lock abort_requested worker")
declare("procrastinate.ProcrastinateEvent", WORK, "id job type at")
declare("procrastinate.ProcrastinatePeriodicDefer", WORK, "id task_name defer_timestamp job periodic_id")
