from qifu.enterprises.models.contact import Contact
from qifu.enterprises.models.enterprise import Enterprise
from qifu.enterprises.models.merge import Merge
from qifu.enterprises.models.project import Project

__all__ = ["Contact", "Enterprise", "Merge", "Project"]
