"""Addresses of the portal's pages. Those of a structure begin with /s/<its number>/ and carry an access rule."""

from allauth.account import views as account
from django.urls import include, path

from coryphee.hub.portal import (
    authenticator_app,
    dashboard,
    deposit_reports,
    deposits,
    downloads,
    drafts,
    gallery,
    health,
    help_pages,
    invoice,
    invoices,
    language,
    lost_factor,
    notifications,
    operator_join,
    operator_people,
    operator_recoveries,
    operator_team,
    operator_verbs,
    password_recovery,
    profile,
    public,
    recipient_actions,
    registration,
    second_factor,
    security,
    security_keys,
    security_log,
    sessions,
    sign_in,
    supplier_answers,
    unlock,
)
from coryphee.hub.portal.demo_mailbox import demo_mailbox

public_pages = [
    path("", sign_in.entrance, name="home"),
    path("help", help_pages.help_index, name="help"),
    path("help/<slug:slug>", help_pages.help_page, name="help-page"),
    path("legal", public.legal, name="legal"),
    path("accessibility", public.accessibility, name="accessibility"),
    path("status", public.status, name="status"),
    path("healthz", health.healthz, name="healthz"),
    path("language", language.choose_language, name="set_language"),
    path("notifications/off/<str:token>", notifications.off, name="notifications-off"),
    path("demo/mail", demo_mailbox, name="mailbox"),
    path("demo/pieces", gallery.gallery, name="gallery"),
]

operator_pages = [
    path("", operator_people.start, name="operators"),
    path("people", operator_people.people, name="operator-people"),
    path("people/<uuid:person_id>", operator_people.person, name="operator-person"),
    path("people/<uuid:person_id>/lost-factor", operator_recoveries.ask, name="operator-recovery-ask"),
    path("people/<uuid:person_id>/<slug:verb>", operator_verbs.act, name="operator-act"),
    path("registrations/<uuid:registration_id>/send", operator_people.send_link, name="operator-send-link"),
    path("lost-factors", operator_recoveries.recoveries, name="operator-recoveries"),
    path("lost-factors/<uuid:recovery_id>", operator_recoveries.recovery, name="operator-recovery"),
    path("lost-factors/<uuid:recovery_id>/decide", operator_recoveries.decide, name="operator-recovery-decide"),
    path("team", operator_team.team, name="operator-team"),
    path("join/<str:token>", operator_join.join, name="operator-join"),
]

# allauth needs the names account_login, account_signup, account_inactive and account_reset_password.
account_pages = [
    path("lost-factor/<str:token>", lost_factor.lost_factor, name="lost-factor"),
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("logout/", sessions.SignOut.as_view(), name="account_logout"),
    path("unlock/<str:token>/", unlock.unlock, name="account_unlock"),
    path("sessions", sessions.sessions, name="sessions"),
    path("sessions/end", sessions.end_one, name="sessions-end"),
    path("sessions/end-others", sessions.end_others, name="sessions-end-others"),
    path("signup/", registration.sign_up, name="account_signup"),
    path("signup/sent/", registration.sign_up_sent, name="account_sign_up_sent"),
    path("activate/<str:token>/", registration.activation, name="account_activate"),
    path("second-factor", second_factor.second_factor, name="second-factor"),
    path("second-factor/send", second_factor.send_again, name="second-factor-send"),
    path("second-factor/leave", second_factor.leave, name="second-factor-leave"),
    path("security", security.security, name="security"),
    path("security/codes", security.recovery_codes, name="security-codes"),
    path("security/devices/end", security.forget_device, name="security-device-forget"),
    path("security/app", authenticator_app.set_up, name="security-app"),
    path("security/app/remove", authenticator_app.remove, name="security-app-remove"),
    path("security/key", security_keys.add, name="security-key"),
    path("security/keys/<int:number>/remove", security_keys.remove, name="security-key-remove"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/reset/", password_recovery.ask, name="account_reset_password"),
    path("password/reset/done/", password_recovery.asked, name="account_reset_password_done"),
    path("password/reset/<uuid:public_id>/<str:token>/", password_recovery.choose, name="account_recover"),
]

profile_pages = [
    path("profile", profile.profile, name="profile"),
    path("profile/photo", profile.change_photo, name="change-photo"),
    path("photo", profile.photo, name="photo"),
    path("security-log", security_log.log, name="security-log"),
]

notification_pages = [
    path("inbox", notifications.inbox, name="inbox"),
    path("inbox/read-all", notifications.read_everything, name="inbox-read-all"),
    path("inbox/<int:number>", notifications.open_one, name="inbox-open"),
    path("notifications", notifications.preferences, name="notification-preferences"),
]

structure_pages = [
    path("", dashboard.dashboard, name="dashboard"),
    path("search", invoices.search, name="search"),
    path("deposit", deposits.deposit, name="deposit"),
    path("deposit/attachments", deposits.deposit_with_attachments, name="deposit-with-attachments"),
    path("deposits", deposit_reports.deposits, name="deposits"),
    path("deposits/together/<uuid:group_id>", deposit_reports.group, name="deposit-group"),
    path("deposits/<int:deposit_id>", deposit_reports.report, name="deposit-report"),
    path("deposits/<int:deposit_id>/row", deposit_reports.row, name="deposit-row"),
    path("deposits/<int:deposit_id>/report.csv", deposit_reports.report_table, name="deposit-table"),
    path("deposits/<int:deposit_id>/receipt", invoice.receipt, name="receipt"),
    path("flows/<int:flow_id>/file", downloads.deposited, name="flow-file"),
    path("flows/<int:flow_id>/again", deposit_reports.try_again, name="flow-replay"),
    path("issued", invoices.issued, name="issued"),
    path("received", invoices.received, name="received"),
    path("received/set/<str:status>", recipient_actions.set_many, name="received-bulk"),
    path("invoices/<int:invoice_id>", invoice.invoice, name="invoice"),
    path("invoices/<int:invoice_id>/original", downloads.original, name="invoice-original"),
    path("invoices/<int:invoice_id>/data", downloads.structured, name="invoice-data"),
    path("invoices/<int:invoice_id>/pdf", downloads.paper, name="invoice-pdf"),
    path("invoices/<int:invoice_id>/facturx", downloads.facturx, name="invoice-facturx"),
    path("invoices/<int:invoice_id>/other-syntax", downloads.other_syntax, name="invoice-other-syntax"),
    path("invoices/<int:invoice_id>/attachments/<int:attachment_id>", downloads.attachment, name="attachment"),
    path("invoices/<int:invoice_id>/set/<str:status>", recipient_actions.set_one, name="invoice-status"),
    path("invoices/<int:invoice_id>/complete", supplier_answers.complete_invoice, name="answer-complete"),
    path("invoices/<int:invoice_id>/recycle", supplier_answers.recycle_invoice, name="answer-recycle"),
    path("invoices/<int:invoice_id>/rejection", supplier_answers.answer_rejection, name="answer-rejection"),
    path("drafts", drafts.drafts, name="drafts"),
    path("drafts/<int:draft_id>", drafts.draft, name="draft"),
    path("drafts/<int:draft_id>/check", drafts.check, name="draft-check"),
    path("drafts/<int:draft_id>/pdf", downloads.draft_pdf, name="draft-pdf"),
    path("drafts/<int:draft_id>/pdf/put", drafts.put_pdf, name="draft-pdf-put"),
    path("drafts/<int:draft_id>/delete", drafts.delete, name="draft-delete"),
]

urlpatterns = [
    *public_pages,
    path("account/", include(account_pages)),
    path("account/", include(profile_pages)),
    path("account/", include(notification_pages)),
    path("operators/", include(operator_pages)),
    path("s/<int:structure_id>/", include(structure_pages)),
]
