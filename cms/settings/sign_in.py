"""Who may come in, and how: a password, or single sign-on with the trust's own OpenID provider."""

from datetime import timedelta
from typing import Any

from .env import env

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "cms.backends.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False  # one place for passwords: /account/

# How long somebody stays signed in: counted on the server, so that a browser left open is no way in
SESSION_ENGINE = "cms.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SIGNED_IN_IDLE = timedelta(minutes=env.int("SIGNED_IN_IDLE_MINUTES", default=60))
SIGNED_IN_AT_MOST = timedelta(hours=env.int("SIGNED_IN_HOURS", default=12))  # a long shift
KEPT_IDLE = timedelta(days=env.int("KEPT_IDLE_DAYS", default=7))
KEPT_AT_MOST = timedelta(days=env.int("KEPT_DAYS", default=14))
SESSION_COOKIE_AGE = int(KEPT_AT_MOST.total_seconds())

# Passwords
ACCOUNT_ADAPTER = "cms.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms.forms.sign_in.SignInForm",
    "reauthenticate": "cms.forms.sign_in.AgainForm",
    "reset_password": "cms.forms.sign_in.ForgottenForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the staff file or from the trust's provider
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password or second step changes is told
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login_failed": False,  # axes counts failures, for all processes together
    "login": "600/m/ip",  # the early shift of a hospital, behind one address
    "reset_password": "60/m/ip,5/m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}

# Five failures lock a name out from where they were made, for a quarter of an hour
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_USERNAME_CALLABLE = "cms.accounts.name_tried"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "email", "code", "number", "credential"]
AXES_IPWARE_PROXY_COUNT = env.int("PROXIES_IN_FRONT", default=0)

AXES_HANDLER = "cms.lockout.Handler"
NAME_LOCKED_AFTER = 30  # failures of a name from all places together
PLACE_LOCKED_AFTER = env.int("PLACE_LOCKED_AFTER", default=50)  # names that fail from one address

# The second step: an app's codes, or a passkey, which also lets in alone
MFA_ADAPTER = "cms.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Improvement Academy"
MFA_TOTP_TOLERANCE = 1  # half a minute: clocks of telephones differ
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the staff file or from the trust's provider
MFA_FORMS = {
    "authenticate": "cms.forms.second_factor.SecondStepForm",
    "reauthenticate": "cms.forms.second_factor.AgainForm",
    "activate_totp": "cms.forms.second_factor.AppForm",
    "add_webauthn": "cms.forms.second_factor.PasskeyForm",
    "edit_webauthn": "cms.forms.second_factor.RenamePasskeyForm",
}

# Single sign-on: set OIDC_SERVER_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET
SOCIALACCOUNT_ADAPTER = "cms.accounts.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an address that the provider has verified finds the account that has it
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "VERIFIED_EMAIL": env.bool(
            "OIDC_EMAIL_IS_VERIFIED", default=False
        ),  # where the provider does not say so itself
        "APPS": [],
    }
}
if OIDC_SERVER_URL := env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "trust",
            "name": env.str("OIDC_NAME", default="your trust account"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_SERVER_URL},
        }
    ]
OIDC_TRUST = env.str("OIDC_TRUST", default="")  # ODS code; needed only where one installation holds several trusts

# Reachable without signing in: the pages that lead in, and what machines ask for. All else is refused by cms.middleware
OPEN_ROUTES = {
    "healthz",
    "readyz",
    "metrics",
    "to-our-sign-in",
    "calendar-feed",  # read by calendars, which cannot sign in: its address is the key
    "scan",  # the code of a room: it would be too old once somebody has signed in, so it is looked at first
    "score-meeting",  # the code of a meeting: patients and guests have no account, so the code alone opens it
    "letters-stop",  # the link in a letter: whoever has it may stop the next
    "public-certificate",  # whoever has the code checks it
    "answer-check",  # sets answers aside for whoever was signed out meanwhile, and asks them to sign in
    "note",  # answers 401 in words to a page whose reader was signed out meanwhile
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "slip",
    "slip-choose",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "oauth-token",
    "help",
    "about-accessibility",
    "about-privacy",
    "about-cookies",
}

# Open to whoever has yet to set up the second step that their trust asks for
SETTING_UP_ROUTES = {
    "second-step-asked",
    "set_language",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
