from tests.cast import *  # noqa: F403 - the named cast is every test's
