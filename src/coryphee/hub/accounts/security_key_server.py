"""What a security key is asked and how its answer is judged (WebAuthn level 2), with the library `fido2`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

LONGEST_ANSWER = 20_000  # characters; a few hundred are usual


class AnswerRefused(Exception):
    """The answer is not from a known key, not for this question, or not readable."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A key's good answer: which key (its credential number), and its count of signatures, 0 when it keeps none."""

    credential_id: bytes
    counter: int


@dataclass(frozen=True, slots=True)
class SecurityKeyServer:
    """The platform under one name: keys answer for the name under which they were added, and for no other."""

    domain: str
    origin: str

    def ask_new(self, person: bytes, account: str, known: list[bytes]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the question for a new key, for the browser, and what must be remembered to judge the answer."""
        user = PublicKeyCredentialUserEntity(id=person, name=account, display_name=account)
        options, state = self._server().register_begin(
            user,
            [AttestedCredentialData(content) for content in known],
            resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.DISCOURAGED,
        )
        return _plain(options.public_key), _plain(state)

    def judge_new(self, state: dict[str, Any], answer: str) -> tuple[bytes, Signed]:
        """Return the credential of a new key, to be kept, and its first count. Raises AnswerRefused."""
        try:
            response = RegistrationResponse.from_dict(_read(answer))
            found = self._server().register_complete(state, response)
        except _UNREADABLE as error:
            raise AnswerRefused from error
        if found.credential_data is None:
            raise AnswerRefused
        return bytes(found.credential_data), Signed(found.credential_data.credential_id, found.counter)

    def ask(self, known: list[bytes]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the question for one of the known keys, and what must be remembered to judge the answer."""
        options, state = self._server().authenticate_begin(
            [AttestedCredentialData(content) for content in known],
            user_verification=UserVerificationRequirement.DISCOURAGED,
        )
        return _plain(options.public_key), _plain(state)

    def judge(self, state: dict[str, Any], known: list[bytes], answer: str) -> Signed:
        """Return which key answered. Raises AnswerRefused."""
        try:
            response = AuthenticationResponse.from_dict(_read(answer))
            credentials = [AttestedCredentialData(content) for content in known]
            found = self._server().authenticate_complete(state, credentials, response)
        except _UNREADABLE as error:
            raise AnswerRefused from error
        return Signed(found.credential_id, response.response.authenticator_data.counter)

    def _server(self) -> Fido2Server:
        platform = PublicKeyCredentialRpEntity(id=self.domain, name="Coryphée")
        return Fido2Server(
            platform, AttestationConveyancePreference.NONE, verify_origin=lambda origin: origin == self.origin
        )


# What reading an answer made of anything at all may raise, in the library and below it.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, AnswerRefused)


def server_for(request: HttpRequest) -> SecurityKeyServer | None:
    """Return the platform as the browser knows it, or None under a bare IP address: browsers allow no keys there."""
    host = request.get_host()  # one of ALLOWED_HOSTS
    domain = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    try:
        ip_address(domain.strip("[]"))
    except ValueError:
        return SecurityKeyServer(domain, f"{request.scheme}://{host}")
    return None


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise AnswerRefused
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise AnswerRefused
    return read


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dict(given)))
    return plain
