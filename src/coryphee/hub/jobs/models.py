"""What background work leaves behind."""

from django.db import models


class DemoMail(models.Model):
    """An e-mail that would have been sent. Written in demo data only."""

    at = models.DateTimeField()
    recipients = models.TextField()
    subject = models.CharField(max_length=500)
    text = models.TextField()

    def __str__(self) -> str:
        return self.subject


class Subscription(models.Model):
    """How far a subscriber of jobs/subscribers.py has read the sealed journal."""

    subscriber = models.CharField(max_length=40, primary_key=True)
    reached = models.BigIntegerField(help_text="The last seal that was handed to it.")

    def __str__(self) -> str:
        return f"{self.subscriber} at {self.reached}"


class MailHandover(models.Model):
    """An e-mail whose text was given to a mail server: written before, so that it is not given twice."""

    message_id = models.CharField(max_length=200, primary_key=True)
    begun_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, help_text="When the server took it; null while nobody knows.")

    def __str__(self) -> str:
        return self.message_id
