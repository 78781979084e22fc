"""The tree of the example trust: division, directorate, then teams as (name, site, recipe of staff, size)."""

from __future__ import annotations

Team = tuple[str, str, str, int]

ROYAL, COAST, HILDA, FELLGATE, SANDHOLME = "X9L01", "X9L02", "X9L03", "X9L04", "X9L05"
RIVERSIDE, MILLBECK, HARBOUR, OAKHILL, HEADQUARTERS, SERVICES = "X9L06", "X9L07", "X9L08", "X9L09", "X9L10", "X9L11"

MEDICINE: dict[str, list[Team]] = {
    "Emergency Care": [
        ("Emergency Department", ROYAL, "emergency", 46),
        ("Same Day Emergency Care", ROYAL, "clinic", 15),
        ("Acute Medical Unit", ROYAL, "ward", 34),
        ("Minor Injuries Unit", FELLGATE, "clinic", 12),
    ],
    "General Medicine": [
        ("Ward 1 Respiratory", ROYAL, "ward", 27),
        ("Ward 2 Cardiology", ROYAL, "ward", 29),
        ("Ward 3 Stroke", ROYAL, "ward", 26),
        ("Ward 4 Gastroenterology", COAST, "ward", 25),
        ("Ward 5 Diabetes and Endocrine", COAST, "ward", 22),
    ],
    "Care of Older People": [
        ("Ward 6 Older People", ROYAL, "ward", 18),
        ("Ward 7 Older People", ROYAL, "ward", 17),
        ("Frailty Team", COAST, "community", 14),
    ],
    "Cancer and Palliative Care": [
        ("Chemotherapy Day Unit", ROYAL, "clinic", 17),
        ("Ward 8 Haematology", ROYAL, "ward", 20),
        ("Palliative Care Team", HILDA, "community", 13),
    ],
}

SURGERY: dict[str, list[Team]] = {
    "Theatres and Anaesthetics": [
        ("Main Theatres", ROYAL, "theatre", 44),
        ("Day Surgery Theatres", COAST, "theatre", 22),
        ("Recovery", ROYAL, "theatre", 16),
        ("Pain Service", COAST, "clinic", 9),
        ("Pre-operative Assessment", COAST, "clinic", 12),
    ],
    "General Surgery": [
        ("Ward 9 Colorectal", ROYAL, "ward", 25),
        ("Ward 10 Upper Abdominal", ROYAL, "ward", 23),
        ("Ward 11 Urology", COAST, "ward", 21),
    ],
    "Trauma and Orthopaedics": [
        ("Ward 12 Trauma", ROYAL, "ward", 28),
        ("Ward 13 Planned Orthopaedics", COAST, "ward", 22),
        ("Fracture Clinic", ROYAL, "clinic", 12),
    ],
    "Critical Care": [
        ("Intensive Care Unit", ROYAL, "emergency", 42),
        ("High Dependency Unit", COAST, "ward", 22),
        ("Critical Care Outreach", ROYAL, "community", 9),
    ],
    "Head and Neck": [
        ("Eye Clinic", HILDA, "clinic", 18),
        ("Ear, Nose and Throat Clinic", HILDA, "clinic", 11),
    ],
}

FAMILIES: dict[str, list[Team]] = {
    "Maternity": [
        ("Labour Ward", ROYAL, "midwifery", 36),
        ("Antenatal Ward", ROYAL, "midwifery", 18),
        ("Postnatal Ward", ROYAL, "midwifery", 22),
        ("Community Midwives North", MILLBECK, "midwifery", 15),
        ("Community Midwives Coast", HARBOUR, "midwifery", 14),
    ],
    "Children's Services": [
        ("Children's Ward", ROYAL, "ward", 28),
        ("Neonatal Unit", ROYAL, "emergency", 27),
        ("Children's Assessment Unit", ROYAL, "ward", 17),
        ("Children's Community Nurses", RIVERSIDE, "community", 13),
        ("Child Development Centre", OAKHILL, "therapy", 14),
    ],
    "Gynaecology and Sexual Health": [
        ("Ward 14 Gynaecology", COAST, "ward", 18),
        ("Sexual Health Clinic", HARBOUR, "clinic", 14),
    ],
}

COMMUNITY: dict[str, list[Team]] = {
    "Community Nursing": [
        ("District Nurses North", MILLBECK, "community", 24),
        ("District Nurses South", RIVERSIDE, "community", 23),
        ("District Nurses Coast", HARBOUR, "community", 22),
    ],
    "Community Therapies": [
        ("Community Rehabilitation Team", SANDHOLME, "therapy", 21),
        ("Podiatry", RIVERSIDE, "therapy", 13),
    ],
    "Community Hospitals": [
        ("Fellgate Inpatient Ward", FELLGATE, "ward", 24),
        ("Sandholme Inpatient Ward", SANDHOLME, "ward", 22),
        ("Virtual Ward", HEADQUARTERS, "community", 15),
    ],
    "Health and Wellbeing": [
        ("Talking Therapies", OAKHILL, "therapy", 26),
        ("Health Visitors North", MILLBECK, "community", 19),
        ("Health Visitors Coast", HARBOUR, "community", 18),
        ("School Nurses", OAKHILL, "community", 14),
    ],
}

SUPPORT: dict[str, list[Team]] = {
    "Imaging": [
        ("X-ray", ROYAL, "imaging", 26),
        ("CT and MRI", ROYAL, "imaging", 20),
        ("Ultrasound", COAST, "imaging", 13),
    ],
    "Pathology": [
        ("Blood Sciences", ROYAL, "laboratory", 30),
        ("Microbiology", ROYAL, "laboratory", 19),
        ("Cellular Pathology", ROYAL, "laboratory", 18),
        ("Phlebotomy", COAST, "clinic", 20),
    ],
    "Pharmacy": [
        ("Dispensary", ROYAL, "pharmacy", 21),
        ("Ward Pharmacy", ROYAL, "pharmacy", 20),
    ],
    "Therapies": [
        ("Physiotherapy", ROYAL, "therapy", 29),
        ("Occupational Therapy", ROYAL, "therapy", 23),
        ("Speech and Language Therapy", HILDA, "therapy", 13),
        ("Dietetics", COAST, "therapy", 12),
    ],
    "Outpatients": [
        ("Outpatient Clinics Royal", ROYAL, "clinic", 22),
        ("Booking Centre", SERVICES, "office", 24),
        ("Health Records", SERVICES, "office", 19),
    ],
}

CORPORATE: dict[str, list[Team]] = {
    "Executive Office": [
        ("Trust Board", HEADQUARTERS, "board", 17),
        ("Communications", HEADQUARTERS, "office", 9),
    ],
    "People and Culture": [
        ("Workforce Information", HEADQUARTERS, "office", 9),
        ("Recruitment", HEADQUARTERS, "office", 13),
        ("Learning and Development", HEADQUARTERS, "office", 13),
        ("Occupational Health", HILDA, "clinic", 10),
    ],
    "Finance and Digital": [
        ("Finance", HEADQUARTERS, "office", 21),
        ("Business Intelligence", HEADQUARTERS, "analysis", 13),
        ("IT Service Desk", SERVICES, "office", 20),
    ],
    "Estates and Facilities": [
        ("Domestic Services Royal", ROYAL, "estates", 42),
        ("Domestic Services Coast", COAST, "estates", 24),
        ("Portering", ROYAL, "estates", 30),
        ("Catering", SERVICES, "estates", 27),
        ("Maintenance", SERVICES, "estates", 21),
    ],
    "Improvement and Quality": [
        ("Improvement Academy Team", HEADQUARTERS, "academy", 11),
        ("Patient Safety", HEADQUARTERS, "office", 9),
        ("Patient Partnership", HEADQUARTERS, "partners", 6),
    ],
}

TREE: dict[str, dict[str, list[Team]]] = {
    "Medicine and Emergency Care": MEDICINE,
    "Surgery and Critical Care": SURGERY,
    "Women, Children and Families": FAMILIES,
    "Community and Wellbeing": COMMUNITY,
    "Diagnostics and Clinical Support": SUPPORT,
    "Corporate Services": CORPORATE,
}
