"""Contact persons of customers, and letters that go to them by mail once a person says so."""

from flows.correspondence.mailing import Mailed, Sheet, can_mail, mail_reminder, mail_statement
from flows.correspondence.persons import bring_customers, bring_persons, keep_person, persons_csv
from flows.correspondence.retrying import retry_letter

__all__ = [
    "Mailed",
    "Sheet",
    "bring_customers",
    "bring_persons",
    "can_mail",
    "keep_person",
    "mail_reminder",
    "mail_statement",
    "persons_csv",
    "retry_letter",
]
