from django.dispatch import Signal

# Sent after a year of the calendar was loaded or corrected, with `year` and `by`. Receivers enqueue tasks.
calendar_corrected = Signal()
