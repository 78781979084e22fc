"""Who works in which kind of team: for each recipe, kinds of work with their weight. The first one leads the team."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from workforce.enums import StaffGroup

MEDICAL, NURSING, SUPPORT = StaffGroup.MEDICAL, StaffGroup.NURSING, StaffGroup.CLINICAL_SERVICES
ALLIED, SCIENCE, PHARMACY = StaffGroup.ALLIED, StaffGroup.HEALTHCARE_SCIENCE, StaffGroup.SCIENTIFIC
CLERICAL, ESTATES = StaffGroup.CLERICAL, StaffGroup.ESTATES


@dataclass(frozen=True, slots=True)
class Work:
    weight: int
    title: str
    job_role: str
    staff_group: str
    band: str


CONSULTANT = Work(5, "Consultant", "Consultant", MEDICAL, "")
SPECIALTY_DOCTOR = Work(5, "Specialty Doctor", "Specialty Doctor", MEDICAL, "")
STAFF_NURSE = Work(40, "Staff Nurse", "Staff Nurse", NURSING, "5")
SENIOR_NURSE = Work(14, "Senior Staff Nurse", "Sister/Charge Nurse", NURSING, "6")
HEALTHCARE_ASSISTANT = Work(22, "Healthcare Assistant", "Healthcare Assistant", SUPPORT, "2")
SENIOR_ASSISTANT = Work(10, "Senior Healthcare Assistant", "Healthcare Assistant", SUPPORT, "3")
ASSOCIATE = Work(4, "Nursing Associate", "Nursing Associate", SUPPORT, "4")
CLERK = Work(5, "Ward Clerk", "Clerical Worker", CLERICAL, "2")
SECRETARY = Work(8, "Medical Secretary", "Medical Secretary", CLERICAL, "4")
RECEPTIONIST = Work(14, "Receptionist", "Receptionist", CLERICAL, "2")

NURSES = [STAFF_NURSE, SENIOR_NURSE, HEALTHCARE_ASSISTANT, SENIOR_ASSISTANT, ASSOCIATE, CLERK]

RECIPES: dict[str, list[Work]] = {
    "ward": [Work(0, "Ward Manager", "Sister/Charge Nurse", NURSING, "7"), *NURSES, CONSULTANT, SPECIALTY_DOCTOR],
    "emergency": [
        Work(0, "Matron", "Modern Matron", NURSING, "8a"),
        *NURSES,
        Work(8, "Nurse Practitioner", "Nurse Practitioner", NURSING, "7"),
        CONSULTANT,
        SPECIALTY_DOCTOR,
    ],
    "clinic": [
        Work(0, "Clinic Manager", "Sister/Charge Nurse", NURSING, "7"),
        Work(20, "Staff Nurse", "Staff Nurse", NURSING, "5"),
        Work(12, "Specialist Nurse", "Specialist Nurse Practitioner", NURSING, "6"),
        HEALTHCARE_ASSISTANT,
        RECEPTIONIST,
        SECRETARY,
        CONSULTANT,
    ],
    "theatre": [
        Work(0, "Theatre Manager", "Theatre Manager", NURSING, "7"),
        Work(25, "Theatre Nurse", "Staff Nurse", NURSING, "5"),
        Work(25, "Operating Department Practitioner", "Operating Department Practitioner", ALLIED, "5"),
        Work(12, "Senior Theatre Practitioner", "Operating Department Practitioner", ALLIED, "6"),
        Work(16, "Theatre Support Worker", "Health Care Support Worker", SUPPORT, "3"),
        Work(12, "Consultant Anaesthetist", "Consultant", MEDICAL, ""),
    ],
    "midwifery": [
        Work(0, "Lead Midwife", "Midwife - Manager", NURSING, "7"),
        Work(40, "Midwife", "Midwife", NURSING, "6"),
        Work(14, "Newly Qualified Midwife", "Midwife", NURSING, "5"),
        Work(18, "Maternity Support Worker", "Health Care Support Worker", SUPPORT, "3"),
        CLERK,
        CONSULTANT,
    ],
    "community": [
        Work(0, "Team Leader", "Community Nurse - Manager", NURSING, "7"),
        Work(34, "Community Staff Nurse", "Community Nurse", NURSING, "5"),
        Work(24, "Community Sister", "Community Practitioner", NURSING, "6"),
        Work(18, "Healthcare Assistant", "Healthcare Assistant", SUPPORT, "3"),
        Work(8, "Team Administrator", "Clerical Worker", CLERICAL, "3"),
    ],
    "therapy": [
        Work(0, "Therapy Team Lead", "Therapist - Manager", ALLIED, "7"),
        Work(28, "Therapist", "Physiotherapist", ALLIED, "5"),
        Work(28, "Specialist Therapist", "Occupational Therapist", ALLIED, "6"),
        Work(18, "Therapy Assistant", "Technical Instructor", SUPPORT, "3"),
        Work(8, "Therapy Administrator", "Clerical Worker", CLERICAL, "3"),
    ],
    "imaging": [
        Work(0, "Lead Radiographer", "Radiographer - Diagnostic, Manager", ALLIED, "7"),
        Work(30, "Radiographer", "Radiographer - Diagnostic", ALLIED, "5"),
        Work(24, "Senior Radiographer", "Radiographer - Diagnostic", ALLIED, "6"),
        Work(16, "Imaging Assistant", "Assistant Practitioner", SUPPORT, "3"),
        Work(12, "Consultant Radiologist", "Consultant", MEDICAL, ""),
        RECEPTIONIST,
    ],
    "laboratory": [
        Work(0, "Laboratory Manager", "Manager", SCIENCE, "8a"),
        Work(30, "Biomedical Scientist", "Biomedical Scientist", SCIENCE, "5"),
        Work(24, "Specialist Biomedical Scientist", "Biomedical Scientist", SCIENCE, "6"),
        Work(24, "Laboratory Assistant", "Medical Laboratory Assistant", SUPPORT, "3"),
        Work(8, "Consultant Pathologist", "Consultant", MEDICAL, ""),
    ],
    "pharmacy": [
        Work(0, "Pharmacy Manager", "Pharmacist", PHARMACY, "8a"),
        Work(26, "Pharmacist", "Pharmacist", PHARMACY, "6"),
        Work(26, "Pharmacy Technician", "Technician", PHARMACY, "5"),
        Work(20, "Pharmacy Assistant", "Assistant", SUPPORT, "2"),
    ],
    "office": [
        Work(0, "Service Manager", "Manager", CLERICAL, "7"),
        Work(34, "Administrator", "Clerical Worker", CLERICAL, "3"),
        Work(24, "Officer", "Officer", CLERICAL, "4"),
        Work(16, "Senior Officer", "Officer", CLERICAL, "5"),
        Work(10, "Adviser", "Adviser", CLERICAL, "6"),
    ],
    "analysis": [
        Work(0, "Head of Business Intelligence", "Senior Manager", CLERICAL, "8b"),
        Work(40, "Analyst", "Analyst", CLERICAL, "6"),
        Work(20, "Senior Analyst", "Analyst", CLERICAL, "7"),
        Work(20, "Information Officer", "Officer", CLERICAL, "5"),
    ],
    "estates": [
        Work(0, "Facilities Supervisor", "Supervisor", ESTATES, "5"),
        Work(60, "Domestic Assistant", "Support Worker", ESTATES, "2"),
        Work(20, "Porter", "Porter", ESTATES, "2"),
        Work(14, "Team Leader, Facilities", "Supervisor", ESTATES, "3"),
        Work(10, "Craftsperson", "Craftsperson", ESTATES, "4"),
    ],
    "leaders": [
        Work(0, "General Manager", "Senior Manager", CLERICAL, "8c"),
        Work(10, "Matron", "Modern Matron", NURSING, "8a"),
        Work(10, "Operational Manager", "Manager", CLERICAL, "8a"),
        Work(10, "Clinical Director", "Clinical Director - Medical", MEDICAL, ""),
        Work(6, "Personal Assistant", "Personal Assistant", CLERICAL, "4"),
    ],
    "board": [
        Work(0, "Chief Executive", "Chief Executive", CLERICAL, "VSM"),
        Work(10, "Executive Director", "Board Level Director", CLERICAL, "VSM"),
        Work(10, "Non-executive Director", "Non Executive Director", CLERICAL, ""),
    ],
    "academy": [
        Work(0, "Head of Improvement", "Senior Manager", CLERICAL, "8b"),
        Work(30, "Improvement Adviser", "Adviser", CLERICAL, "7"),
        Work(20, "Improvement Facilitator", "Officer", CLERICAL, "6"),
        Work(10, "Academy Administrator", "Clerical Worker", CLERICAL, "4"),
    ],
    "partners": [
        Work(0, "Head of Patient Partnership", "Manager", CLERICAL, "7"),
        Work(10, "Partnership Officer", "Officer", CLERICAL, "5"),
    ],
}


def leader_of(recipe: str) -> Work:
    return RECIPES[recipe][0]


def some_work(recipe: str, rng: Random) -> Work:
    kinds = RECIPES[recipe][1:]
    return rng.choices(kinds, weights=[work.weight for work in kinds])[0]
