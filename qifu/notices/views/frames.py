from qifu.organisations.http import Request
from qifu.organisations.roles import Role


def frame_of(request: Request) -> dict[str, str]:
    """A company's person reads in the portal's frame, everybody else in the office's."""
    return {"frame": "portal.html" if request.actor.role == Role.CONTACT else "base.html"}
