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
