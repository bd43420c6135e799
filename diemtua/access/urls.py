"""Accounts under Vietnamese addresses: what an officer can reach of django-allauth, and nothing else of it.

Names are allauth's own, since its views look each other up; what the house does not use is ``closed``.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from diemtua.access import views
from diemtua.access.accounts import views as accounts

own = (
    [
        path("", views.account, name="account"),
        path("chua-co-vi-tri/", views.no_posting, name="no_posting"),
        path("trinh-dien/", views.demonstrate, name="demonstrate"),
        path("can-bo/", accounts.accounts, name="accounts"),
        path("can-bo/<int:officer_id>/", accounts.account, name="officer_account"),
        path("can-bo/<int:officer_id>/<slug:name>/", accounts.act, name="account_act"),
    ],
    "access",
)
passwords = [
    path("doi/", account.password_change, name="account_change_password"),
    path("quen/", account.password_reset, name="account_reset_password"),
    path("quen/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    path("dat-lai/xong/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("xac-thuc/", mfa.authenticate, name="mfa_authenticate"),
    path("xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("ung-dung/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ma-du-phong/tao/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ma-du-phong/tai/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("khoa/xac-nhan/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("khoa/dang-nhap/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("khoa/<int:pk>/go/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("khoa/<int:pk>/sua/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
closed = [
    path("dong/1/", views.closed, name="account_signup"),
    path("dong/2/", views.closed, name="account_email"),
    path("dong/3/", views.closed, name="account_email_verification_sent"),
    path("dong/4/", views.closed, name="account_set_password"),
    path("dong/5/", views.closed, name="account_confirm_login_code"),
]
urlpatterns = [
    path("", include(own)),
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tam-dung/", account.account_inactive, name="account_inactive"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("phien/", views.sessions, name="usersessions_list"),
    path("mat-khau/", include(passwords)),
    path("bao-mat/", include(second_factor)),
    *closed,
]
