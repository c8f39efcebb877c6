from django.dispatch import Signal

# Sent inside the transaction with `event` and `appeal`. Receivers only enqueue tasks: the task row commits with the event.
event_recorded = Signal()
