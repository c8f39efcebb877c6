"""How companies hear of something: who has an account as of any notice, who has none by e-mail with the company's own link."""

from collections.abc import Mapping
from datetime import datetime

from qifu.enterprises.people import contacts_of
from qifu.notices.letters import Letter, write_all
from qifu.notices.telling import tell
from qifu.organisations.models import District, User


def tell_companies(
    kind: str,
    links: Mapping[int, str],
    *,
    district: District,
    url: str,
    key: str,
    at: datetime,
    **fields: object,
) -> None:
    """`links` is each company's own address, by its key; `url` is where those who sign in read it. One query for the people of
    all of them, one notice a person, one insert for all letters.
    """
    people, users, letters = contacts_of(links), dict[int, User](), list[Letter]()
    for company, link in links.items():
        for contact in people[company]:
            if contact.user and contact.user.is_active:
                users[contact.user.pk] = contact.user
            elif contact.email:
                letters.append(Letter(contact.email, link, f"{key}-{contact.pk}", fields))
    tell(kind, to=users.values(), district=district, url=url, key=key, at=at, **fields)
    write_all(letters, kind=kind, district=district)
