"""Argon2id with at least the parameters that OWASP and trust.md ask for: 19 MiB, t=2, p=1."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when the user name is unknown, so that the answer takes as long.
_nobody = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """The password as it is stored. Slow on purpose: never inside a write transaction."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is right. Takes as long for an unknown user (`stored` is None)."""
    try:
        return _hasher.verify(stored or _nobody, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


#: Nothing that is read aloud or copied wrongly: no l, 1, o, 0, i.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 5


def made_at_random() -> tuple[str, str]:
    """A first password (about 99 bits) for its owner's eyes only, and how it is stored. Slow, as `hashed` is."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    password = "-".join(groups)
    return password, hashed(password)
