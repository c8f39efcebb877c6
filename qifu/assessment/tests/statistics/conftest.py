from qifu.appeals.tests.conftest import accepted, answered, assigned, followed_up, handled, incoming, take

__all__ = ["accepted", "answered", "assigned", "followed_up", "handled", "incoming", "take"]
