from django.urls import path, register_converter

from qifu.enterprises.importing import ENTERPRISES
from qifu.enterprises.numbers import EnterpriseNumberConverter
from qifu.enterprises.views import editing, enterprise, merging, register
from qifu.organisations.import_pages import pages

register_converter(EnterpriseNumberConverter, "enterprise")

urlpatterns = [
    path("enterprises/", register.enterprises, name="enterprises"),
    path("enterprises/lookup/", register.lookup, name="enterprise-lookup"),
    path("enterprises/add/", editing.add_enterprise, name="add-enterprise"),
    *pages(ENTERPRISES, "enterprises/import/"),
    path("enterprises/<enterprise:number>/", enterprise.enterprise, name="enterprise"),
    path("enterprises/<enterprise:number>/people/", enterprise.show_people, name="enterprise-people"),
    path("enterprises/<enterprise:number>/edit/", editing.edit_enterprise, name="edit-enterprise"),
    path("enterprises/<enterprise:number>/merge/", merging.merge_enterprise, name="merge-enterprise"),
    path("enterprises/<enterprise:number>/contacts/add/", editing.contact, name="add-contact"),
    path("enterprises/<enterprise:number>/contacts/<int:pk>/", editing.contact, name="edit-contact"),
    path(
        "enterprises/<enterprise:number>/contacts/<int:pk>/remove/",
        editing.remove_contact,
        name="remove-contact",
    ),
    path("enterprises/<enterprise:number>/projects/add/", editing.project, name="add-project"),
    path("enterprises/<enterprise:number>/projects/<int:pk>/", editing.project, name="edit-project"),
]
