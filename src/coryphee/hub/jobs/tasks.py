"""The jobs of the platform. A name never changes its meaning: jobs of an older version may still wait."""

from datetime import timedelta
from typing import Any

from procrastinate import JobContext, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from coryphee.hub.accounts.actions.locks import answer_lock
from coryphee.hub.accounts.actions.recovery import answer_recovery
from coryphee.hub.accounts.actions.registration import answer_registration
from coryphee.hub.accounts.actions.retention import forget_expired
from coryphee.hub.accounts.sealing import Unreadable
from coryphee.hub.accounts.sources import Source
from coryphee.hub.jobs import mail
from coryphee.hub.jobs.mail_server import FateUnknown, RefusedForGood
from coryphee.hub.jobs.models import MailHandover
from coryphee.hub.notifications.actions import forget_old
from coryphee.hub.notifications.digests import mail_digests
from coryphee.hub.notifications.weekly import mail_summaries
from coryphee.hub.partners.actions import forget_expired_tokens
from coryphee.hub.toolbox import clock

RESCUED_AFTER = 10  # seconds without a heartbeat of the worker that held the job
KEPT_FOR = 30 * 24  # hours that failed jobs stay to be looked at, e-mails without content; successful ones go at once

SETTLED = (RefusedForGood, FateUnknown, mail.ContentForgotten, Unreadable)


class UntilSettled(RetryStrategy):
    """Try again what may still succeed: not what was refused for good, nor what may have been sent."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or None."""
        if isinstance(exception, SETTLED):
            return None
        return super().get_retry_decision(exception=exception, job=job)


OF_MAIL = UntilSettled(max_attempts=8, exponential_wait=4)


@app.task(name="mail.send", queue="mail", retry=OF_MAIL, pass_context=True)
def send_mail(context: JobContext, *, message_id: str, sealed: str = "", **unsealed: Any) -> None:
    """Send one e-mail (mail.deliver), or keep it for the demo's mailbox page; failed for good, it is forgotten.

    `unsealed`: the e-mail as jobs of an older version hold it.
    """
    try:
        mail.deliver(message_id=message_id, **(unsealed or mail.content_of(message_id, sealed)))
    except Exception as problem:  # whatever it was: it is raised on
        if OF_MAIL.get_retry_decision(exception=problem, job=context.job) is None:
            mail.forget_content(context.job.id)
        raise


@app.periodic(cron="* * * * * */15")  # seconds are the last field
@app.task(name="notifications.mail", queue="notifications", queueing_lock="notifications.mail")
def mail_notifications(timestamp: int) -> int:
    """Enqueue the e-mails about what happened in the windows that ended; return how many."""
    return mail_digests(clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="notifications.weekly", queue="notifications", queueing_lock="notifications.weekly")
def mail_weekly_summaries(timestamp: int) -> int:
    """Enqueue the weekly summaries that are due and were not made yet; return how many."""
    return mail_summaries(clock.now())


@app.task(name="accounts.answer_registration", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def answer_registrations(*, registration_id: int) -> None:
    """Write to the address of a registration what applies to it."""
    answer_registration(registration_id, clock.now())


@app.task(name="accounts.answer_recovery", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def answer_recoveries(*, email: str, address: str, agent: str) -> None:
    """Write to whoever forgot a password, if the address is known; `address`, `agent`: where it was asked from."""
    answer_recovery(email, source=Source(address, agent), now=clock.now())


@app.task(name="accounts.answer_lock", queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def answer_locks(*, person_id: int | None, key: str, address: str, agent: str) -> None:
    """Tell the owner of an account that its sign-in is locked; `person_id` None when it was nobody's."""
    answer_lock(person_id, key, source=Source(address, agent), now=clock.now())


@app.periodic(cron="* * * * * */10")  # seconds are the last field
@app.task(name="jobs.rescue", queue="housekeeping", queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context, timestamp: int) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001  procrastinate ships no types
    """Give jobs of workers that died back to the queue; return how many."""
    manager = context.app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=RESCUED_AFTER))
    for job in stalled:
        await manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.purge", queue="housekeeping", queueing_lock="jobs.purge", pass_context=True)
async def purge(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  procrastinate ships no types
    """Forget jobs that ended long ago."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_FOR, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="23 * * * *")
@app.task(
    name="accounts.forget_expired",
    queue="housekeeping",
    queueing_lock="accounts.forget_expired",
    aliases=["accounts.purge_attempts"],  # its name in an older version, whose job may wait
)
def forget_what_ended(timestamp: int) -> None:
    """Remove what opens nothing any more: of accounts, tokens of the API, and e-mails whose jobs ended."""
    forget_expired(clock.now())
    forget_expired_tokens(clock.now())
    mail.forget_ended_content()


@app.periodic(cron="27 3 * * *")
@app.task(name="notifications.purge", queue="housekeeping", queueing_lock="notifications.purge")
def forget(timestamp: int) -> None:
    """Forget old notifications, and the marks of e-mails that no job can give again."""
    now = clock.now()
    forget_old(now)
    MailHandover.objects.filter(begun_at__lt=now - timedelta(hours=KEPT_FOR)).delete()
