"""A few simulated agreements, in the format of the register's reference pack.

Symbols start with SIM and every title says that it is simulated.
"""

from comity.exercise.country import ISO3

SOURCE = "simulated-exercise"
DAY = "2025-01-01"

SOURCES = (
    (
        SOURCE,
        "Simulated exercise: agreements of Tamarra",
        "Comity, simulated",
        "",
        "dataset",
        DAY,
        DAY,
        "Invented for exercises; nothing in it exists",
    ),
)

INSTRUMENTS = (
    (
        "sim-mou-wsha-iodp-2023",
        "SIM/MOU/2023/1",
        "SIMULATED Memorandum of Understanding between the World Shelter Agency and the International Office for Displaced Persons on shelter and sites",
        "memorandum",
        "global",
        "",
    ),
    (
        "sim-annex-wsha-iodp-tamarra-2024",
        "SIM/MOU/2023/1/Annex 2",
        "SIMULATED Country annex for Tamarra to the shelter and sites memorandum",
        "memorandum",
        "country",
        "sim-mou-wsha-iodp-2023",
    ),
    (
        "sim-agreement-ufp-moht-2024",
        "SIM/AGR/2024/7",
        "SIMULATED Agreement between the United Food Programme and the Ministry of Health of Tamarra on nutrition",
        "agreement",
        "country",
        "",
    ),
    (
        "sim-lou-gchp-acw-2025",
        "SIM/LOU/2025/3",
        "SIMULATED Letter of Understanding between the Global Children's Programme and Action for Clean Water",
        "memorandum",
        "country",
        "",
    ),
    (
        "sim-agreement-trls-ifrl-2022",
        "SIM/AGR/2022/2",
        "SIMULATED Cooperation Agreement within the Red Lantern movement",
        "agreement",
        "regional",
        "",
    ),
)

EVENTS = (
    ("sim-mou-wsha-iodp-2023", "signed", "", "2023-05-11"),
    ("sim-mou-wsha-iodp-2023", "in-force", "", "2023-06"),
    ("sim-mou-wsha-iodp-2023", "expires", "", "2027-05-31"),
    ("sim-annex-wsha-iodp-tamarra-2024", "signed", "", "2024-02-20"),
    ("sim-annex-wsha-iodp-tamarra-2024", "in-force", "", "2024-03-01"),
    ("sim-annex-wsha-iodp-tamarra-2024", "expires", "", "2025-08-31"),
    ("sim-agreement-ufp-moht-2024", "approved", "sim-moht", "2024-09"),
    ("sim-agreement-ufp-moht-2024", "signed", "", "2024-10-02"),
    ("sim-agreement-ufp-moht-2024", "in-force", "", "2025"),
    ("sim-lou-gchp-acw-2025", "signed", "", "2025-04-15"),
    ("sim-lou-gchp-acw-2025", "in-force", "", "2025-04-15"),
    ("sim-lou-gchp-acw-2025", "expires", "", "2026-04-14"),
    ("sim-agreement-trls-ifrl-2022", "signed", "", "2022~"),
    ("sim-agreement-trls-ifrl-2022", "terminated", "", "2025-09-30"),
)

PARTIES = (
    ("sim-mou-wsha-iodp-2023", ("sim-wsha", "sim-iodp")),
    ("sim-annex-wsha-iodp-tamarra-2024", ("sim-wsha", "sim-iodp")),
    ("sim-agreement-ufp-moht-2024", ("sim-ufp", "sim-moht")),
    ("sim-lou-gchp-acw-2025", ("sim-gchp", "sim-acw")),
    ("sim-agreement-trls-ifrl-2022", ("sim-trls", "sim-ifrl")),
)

CLAUSES = (
    (
        "sim-mou-wsha-iodp-2023",
        "Article 3",
        "Fields of cooperation",
        "shelter-and-nfi;camp-coordination-and-camp-management",
        "",
        "2023-06",
        "2027-05-31",
    ),
    (
        "sim-annex-wsha-iodp-tamarra-2024",
        "Section 2",
        "Areas and division of work",
        "shelter-and-nfi;camp-coordination-and-camp-management",
        "XT01;XT02",
        "2024-03-01",
        "2025-08-31",
    ),
    (
        "sim-agreement-ufp-moht-2024",
        "Article 2",
        "Treatment of malnutrition",
        "nutrition",
        ISO3,
        "2025",
        "..",
    ),
    (
        "sim-agreement-ufp-moht-2024",
        "Article 5",
        "Transport of medical goods",
        "logistics",
        ISO3,
        "2025",
        "..",
    ),
    (
        "sim-lou-gchp-acw-2025",
        "Paragraph 4",
        "Water points at schools",
        "water-sanitation-and-hygiene;education",
        "XT07;XT08",
        "2025-04-15",
        "2026-04-14",
    ),
    (
        "sim-agreement-trls-ifrl-2022",
        "Article 1",
        "Support in emergencies",
        "health;shelter-and-nfi;logistics",
        "",
        "2022~",
        "2025-09-30",
    ),
)
