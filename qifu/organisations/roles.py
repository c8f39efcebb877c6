"""Who may do what: the table of rights by role (domain.md section 5).

Scope (which rows a role sees) is not here: each ledger's `visible_to(actor)` is its one home.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    CONTACT = "contact", _("Enterprise contact")
    OPERATOR = "operator", _("Hotline operator")
    OFFICER = "officer", _("Officer")
    HEAD = "head", _("Head of unit")
    OFFICE = "office", _("Programme office")
    LEADER = "leader", _("District leader")
    INSPECTOR = "inspector", _("Inspector")
    CITY = "city", _("City user")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")
    SYSTEM = "system", _("The system itself")


ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
UNIT_ROLES = (Role.OFFICER, Role.HEAD, Role.OFFICE, Role.OPERATOR, Role.INSPECTOR)
OFFICIALS = (*UNIT_ROLES, Role.LEADER, Role.CITY)


class Right(TextChoices):
    EDIT_ENTERPRISES = "edit_enterprises", _("Edit the register of enterprises")
    MERGE_ENTERPRISES = "merge_enterprises", _("Merge two enterprises")
    IMPORT = "import", _("Import files")
    EXPORT = "export", _("Export lists")
    UNMASK = "unmask", _("Show personal data unmasked, with a reason")
    STATISTICS = "statistics", _("See the statistics")
    SETTINGS = "settings", _("Change units, categories, clocks and the calendar")
    USERS = "users", _("Change accounts")
    POSTS = "posts", _("Give and take posts")
    LOGS = "logs", _("Read the logs")


RIGHTS: dict[Right, tuple[Role, ...]] = {
    Right.EDIT_ENTERPRISES: (Role.OFFICE, Role.OPERATOR),
    Right.MERGE_ENTERPRISES: (Role.OFFICE,),
    Right.IMPORT: (Role.OFFICE,),
    Right.EXPORT: (Role.OFFICE, Role.HEAD, Role.OFFICER, Role.INSPECTOR, Role.LEADER),
    Right.UNMASK: (Role.OFFICE, Role.OPERATOR, Role.HEAD, Role.OFFICER, Role.INSPECTOR),
    Right.STATISTICS: OFFICIALS,
    Right.SETTINGS: (Role.SYSTEM_ADMIN, Role.OFFICE),
    Right.USERS: (Role.SYSTEM_ADMIN,),
    Right.POSTS: (Role.SECURITY_ADMIN,),
    Right.LOGS: (Role.AUDIT_ADMIN,),
}
