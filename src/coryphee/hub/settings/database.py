"""The application's database connection, made from `DATABASE_URL`."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

STATEMENT_TIMEOUT = "30s"
# Who is frozen within a transaction holds rows that nobody can take over: a worker's flows outlive their lease.
IDLE_TIMEOUT = "60s"


def database_from_url(url: str) -> dict[str, Any]:
    """Return Django's `DATABASES` entry for a libpq address (`postgresql://role:password@host/name?...`).

    An empty address gives an entry that refuses to connect: commands that need no database still load the settings.
    """
    if not url:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "coryphee", "HOST": "/nonexistent", "OPTIONS": {}}
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    extra = {key: value for key, value in parts.items() if key not in {"dbname", "user", "password", "host", "port"}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "coryphee"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **extra,
            "options": (
                f"-c statement_timeout={STATEMENT_TIMEOUT} -c idle_in_transaction_session_timeout={IDLE_TIMEOUT} "
                "-c timezone=UTC"
            ),
            "pool": {"min_size": 1, "max_size": 12, "timeout": 10},
        },
        "TEST": {"NAME": parts.get("dbname", "coryphee")},
    }
