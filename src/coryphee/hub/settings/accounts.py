"""How people register, sign in and recover: allauth and Django's password rules. Used by `settings`, whole."""

import os

from coryphee.hub.toolbox.cannot_run import CannotRun

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "coryphee.hub.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # an account exists only once its address is confirmed (accounts/actions/registration.py)
)
ACCOUNT_LOGIN_TIMEOUT = 3600  # seconds, the outer bound; half sessions end earlier (accounts/second_factor.py)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # they live in the memory of one process; ours are in accounts/limits.py
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Coryphée] "
AUTH_PASSWORD_VALIDATORS = [{"NAME": "coryphee.hub.accounts.password_rule.PasswordRule"}]
PASSWORD_RESET_TIMEOUT = 3600  # seconds
# A range search as Have I Been Pwned defines it; without it no password leads to any request.
LEAKED_PASSWORDS_URL = os.environ.get("CORYPHEE_LEAKED_PASSWORDS_URL", "")
if LEAKED_PASSWORDS_URL and not LEAKED_PASSWORDS_URL.startswith(("https://", "http://127.0.0.1:")):
    raise CannotRun("CORYPHEE_LEAKED_PASSWORDS_URL must begin with https://, or name a server on this machine.")
# Days for which a browser may skip the second factor; the operator decides, and nobody has it unless they say so.
LONGEST_TRUST = 30
_days = os.environ.get("CORYPHEE_TRUSTED_DEVICES", "0")
if not (_days.isascii() and _days.isdigit()) or int(_days) > LONGEST_TRUST:
    raise CannotRun(f"CORYPHEE_TRUSTED_DEVICES is a number of days, {LONGEST_TRUST} at most (0: nobody is trusted).")
TRUSTED_DEVICE_DAYS = int(_days)
