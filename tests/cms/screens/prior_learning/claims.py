"""Claims as they are made, and what the map of credentials knows."""

import uuid

from curriculum.calc.prior_learning import Worth
from curriculum.models import Credential
from curriculum.services.credential import Told, keep_credential
from curriculum.services.prior_learning import Claimed, Learned, claim_learning
from workforce.rules import today

WHICH = "/my/prior-learning/claim/"
PAGE = f"{WHICH}other/"
QUEUE = "/manage/prior-learning/"


def claimed(hospital, account, title="Silver course", minutes=0):
    learned = Learned(
        title=title,
        learned_date=today(),
        skills=[Claimed(hospital.target.skill, 1, minutes)],
        evidence="Certificate 4711",
    )
    return claim_learning(claim=uuid.uuid4(), person=account.person, learned=learned, on=today(), by=account)


def in_the_map(hospital, title="Green belt", depth=2, months=None, skill=None):
    told = Told(title, "A college", months, "Its <b>number</b>.", [(skill or hospital.target.skill, Worth(depth))])
    return keep_credential(trust=hospital.trust, told=told, by=None)


def left_to_managers(hospital, **told):
    credential = in_the_map(hospital, **told)
    Credential.objects.filter(pk=credential.pk).update(managers_decide=True)
    return credential


def claimed_of_the_map(account, credential):
    learned = Learned(learned_date=today(), evidence="Number 4711", credential=credential)
    return claim_learning(claim=uuid.uuid4(), person=account.person, learned=learned, on=today(), by=account)
