"""The partners of the exercise: invented, in two to four languages, some alike.

Several were made to be confused: two charities for children, two for clean
water, two women's organizations, two named for a banner, and two that share the
acronym CAR. The newcomers are on no list; two of them resemble a listed one.
"""

from dataclasses import dataclass, field

UNITED_NATIONS = "United Nations"
INTERNATIONAL_NGO = "International NGO"
NATIONAL_NGO = "National NGO"
GOVERNMENT = "Government"
RED_CROSS = "Red Cross / Red Crescent"

TYPE_NAMES = {
    UNITED_NATIONS: {
        "en": "UN",
        "fr": "Nations Unies",
        "es": "Naciones Unidas",
        "ar": "الأمم المتحدة",
    },
    INTERNATIONAL_NGO: {
        "en": "INGO",
        "fr": "ONG internationale",
        "es": "ONG internacional",
        "ar": "منظمة غير حكومية دولية",
    },
    NATIONAL_NGO: {
        "en": "NNGO",
        "fr": "ONG nationale",
        "es": "ONG nacional",
        "ar": "منظمة غير حكومية محلية",
    },
    GOVERNMENT: {
        "en": "Government",
        "fr": "Gouvernement",
        "es": "Gobierno",
        "ar": "حكومي",
    },
    RED_CROSS: {
        "en": "Red Cross/Crescent",
        "fr": "Croix-Rouge / Croissant-Rouge",
        "es": "Cruz Roja / Media Luna Roja",
        "ar": "الصليب الأحمر / الهلال الأحمر",
    },
}


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization of the exercise.

    Args:
        names: language -> name; "en" (or "fr" alone) is the one on the list.
        acronyms: language -> acronym, where another language has its own.
        sectors: slugs of the sectors it works in.
        listed: whether `organizations.csv` has it.
        known: languages whose names the list has as other names.
        size: how many activities it has in the year.
    """

    slug: str
    acronym: str
    type: str
    names: dict[str, str]
    sectors: tuple[str, ...] = ()
    size: int = 0
    acronyms: dict[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    listed: bool = True

    @property
    def name(self) -> str:
        """The name on the list."""
        return next(iter(self.names.values()))

    @property
    def other_names(self) -> list[str]:
        return [self.names[language] for language in self.known]

    def named(self, language: str) -> str:
        return self.names.get(language, self.name)

    def short(self, language: str) -> str:
        return self.acronyms.get(language, self.acronym)


def _partner(
    acronym: str,
    kind: str,
    names: dict[str, str],
    sectors: str,
    size: int,
    *,
    slug: str = "",
    acronyms: dict[str, str] | None = None,
    known: str = "",
) -> Partner:
    return Partner(
        f"sim-{slug or acronym.lower()}",
        acronym,
        kind,
        names,
        tuple(_SECTORS[word] for word in sectors.split()),
        size,
        acronyms or {},
        tuple(known.split()),
    )


_SECTORS = {
    "cccm": "camp-coordination-and-camp-management",
    "shelter": "shelter-and-nfi",
    "wash": "water-sanitation-and-hygiene",
    "health": "health",
    "nutrition": "nutrition",
    "protection": "protection",
    "children": "child-protection",
    "gbv": "gender-based-violence",
    "education": "education",
    "food": "food-security",
    "logistics": "logistics",
    "recovery": "early-recovery",
    "cash": "multi-purpose-cash",
}

PARTNERS = (
    _partner(
        "WSHA",
        UNITED_NATIONS,
        {
            "en": "World Shelter Agency",
            "fr": "Agence mondiale pour l'abri",
            "es": "Agencia Mundial para el Refugio",
            "ar": "الوكالة العالمية للمأوى",
        },
        "shelter cccm cash",
        80,
        acronyms={"fr": "AMA"},
        known="fr ar",
    ),
    _partner(
        "IODP",
        UNITED_NATIONS,
        {
            "en": "International Office for Displaced Persons",
            "fr": "Office international pour les personnes déplacées",
            "es": "Oficina Internacional para las Personas Desplazadas",
            "ar": "المكتب الدولي للنازحين",
        },
        "cccm shelter protection",
        85,
        acronyms={"fr": "OIPD", "es": "OIPD"},
        known="fr es",
    ),
    _partner(
        "UFP",
        UNITED_NATIONS,
        {
            "en": "United Food Programme",
            "fr": "Programme alimentaire uni",
            "es": "Programa Alimentario Unido",
            "ar": "برنامج الأغذية المتحد",
        },
        "food logistics nutrition",
        90,
        acronyms={"fr": "PAU", "es": "PAU"},
        known="fr ar",
    ),
    _partner(
        "GCHP",
        UNITED_NATIONS,
        {
            "en": "Global Children's Programme",
            "fr": "Programme mondial pour l'enfance",
            "es": "Programa Mundial para la Infancia",
            "ar": "البرنامج العالمي للأطفال",
        },
        "children education nutrition wash",
        90,
        known="ar",
    ),
    _partner(
        "WPHO",
        UNITED_NATIONS,
        {
            "en": "World Public Health Office",
            "fr": "Bureau mondial de la santé publique",
            "es": "Oficina Mundial de Salud Pública",
            "ar": "المكتب العالمي للصحة العامة",
        },
        "health nutrition",
        60,
        acronyms={"fr": "BMSP"},
        known="fr",
    ),
    _partner(
        "ISFWF",
        UNITED_NATIONS,
        {
            "en": "Inter-State Fund for Women and Families",
            "fr": "Fonds interétatique pour les femmes et les familles",
            "ar": "الصندوق المشترك للنساء والأسر",
        },
        "gbv health",
        50,
        acronyms={"fr": "FIFF"},
        known="fr ar",
    ),
    _partner(
        "ISAO",
        UNITED_NATIONS,
        {
            "en": "Inter-State Agriculture Organization",
            "fr": "Organisation interétatique pour l'agriculture",
            "es": "Organización Interestatal de Agricultura",
        },
        "food recovery",
        50,
        acronyms={"fr": "OIA", "es": "OIA"},
        known="es",
    ),
    _partner(
        "HBI",
        INTERNATIONAL_NGO,
        {
            "en": "Health Bridges International",
            "fr": "Ponts de santé international",
            "ar": "جسور الصحة الدولية",
        },
        "health nutrition",
        60,
        known="ar",
    ),
    _partner(
        "HFCI",
        INTERNATIONAL_NGO,
        {
            "en": "Hands for Children International",
            "fr": "Des mains pour les enfants international",
            "ar": "أيادٍ للأطفال الدولية",
        },
        "children education",
        55,
    ),
    _partner(
        "HHC",
        INTERNATIONAL_NGO,
        {
            "en": "Hand in Hand for Children",
            "fr": "Main dans la main pour les enfants",
            "ar": "يد بيد من أجل الأطفال",
        },
        "children education protection",
        55,
        known="ar",
    ),
    _partner(
        "ACW",
        INTERNATIONAL_NGO,
        {
            "en": "Action for Clean Water",
            "fr": "Action pour l'eau propre",
            "es": "Acción por el Agua Limpia",
        },
        "wash health",
        65,
        acronyms={"fr": "AEP"},
        known="fr",
    ),
    _partner(
        "CWAN",
        INTERNATIONAL_NGO,
        {
            "en": "Clean Water Action Network",
            "fr": "Réseau d'action pour l'eau propre",
            "es": "Red de Acción por el Agua Limpia",
        },
        "wash",
        50,
        acronyms={"es": "RAAL"},
        known="es",
    ),
    _partner(
        "SSR",
        INTERNATIONAL_NGO,
        {
            "fr": "Solidarité Sans Rivages",
            "en": "Solidarity Without Shores",
            "es": "Solidaridad Sin Orillas",
        },
        "food wash cash",
        70,
        known="en",
    ),
    _partner(
        "NRA",
        INTERNATIONAL_NGO,
        {
            "en": "Nordmark Refugee Aid",
            "fr": "Aide aux réfugiés du Nordmark",
            "ar": "معونة اللاجئين في نوردمارك",
        },
        "shelter education protection",
        65,
    ),
    _partner(
        "MHT",
        INTERNATIONAL_NGO,
        {"en": "Mercy Harvest Trust", "fr": "Fondation Moisson de la Miséricorde"},
        "food recovery",
        50,
    ),
    _partner(
        "RDW",
        INTERNATIONAL_NGO,
        {
            "en": "Relief & Dignity Worldwide",
            "fr": "Secours et dignité dans le monde",
            "es": "Socorro y Dignidad Mundial",
        },
        "shelter gbv cash",
        60,
        known="fr",
    ),
    _partner(
        "CAR",
        INTERNATIONAL_NGO,
        {"en": "Community Action for Relief", "fr": "Action communautaire de secours"},
        "food cash recovery",
        55,
        slug="community-action-for-relief",
    ),
    _partner(
        "CAR",
        NATIONAL_NGO,
        {"en": "Centre for Agricultural Recovery", "ar": "مركز التعافي الزراعي"},
        "food recovery",
        40,
        slug="centre-for-agricultural-recovery",
        known="ar",
    ),
    _partner(
        "TWDA",
        NATIONAL_NGO,
        {
            "en": "Tamarra Women's Development Association",
            "ar": "جمعية تمارا لتنمية المرأة",
        },
        "gbv protection",
        45,
        known="ar",
    ),
    _partner(
        "TWDO",
        NATIONAL_NGO,
        {
            "en": "Tamarra Women Development Organization",
            "ar": "منظمة تمارا لتطوير المرأة",
        },
        "gbv recovery",
        40,
    ),
    _partner(
        "ABRA",
        NATIONAL_NGO,
        {"en": "Al-Bayraq Relief Association", "ar": "جمعية البيرق للإغاثة"},
        "food shelter",
        45,
        known="ar",
    ),
    _partner(
        "BCF",
        NATIONAL_NGO,
        {"en": "Bayraq Charity Foundation", "ar": "مؤسسة البيرق الخيرية"},
        "food education",
        45,
        known="ar",
    ),
    _partner(
        "YDN",
        NATIONAL_NGO,
        {"en": "Youth of the Delta Network", "ar": "شبكة شباب الدلتا"},
        "protection education",
        40,
    ),
    _partner(
        "SCFC",
        NATIONAL_NGO,
        {
            "en": "Salt Coast Fishers' Cooperative",
            "fr": "Coopérative des pêcheurs de la Côte de Sel",
            "ar": "تعاونية صيادي ساحل الملح",
        },
        "food recovery",
        35,
    ),
    _partner(
        "NHDS",
        NATIONAL_NGO,
        {
            "en": "Northern Highlands Development Society",
            "ar": "جمعية تنمية المرتفعات الشمالية",
        },
        "wash education recovery",
        45,
        known="ar",
    ),
    _partner(
        "MoHT",
        GOVERNMENT,
        {
            "en": "Ministry of Health of Tamarra",
            "fr": "Ministère de la Santé de Tamarra",
            "ar": "وزارة الصحة في تمارا",
        },
        "health nutrition",
        60,
        known="ar",
    ),
    _partner(
        "MoWI",
        GOVERNMENT,
        {
            "en": "Ministry of Water and Irrigation",
            "fr": "Ministère de l'Eau et de l'Irrigation",
            "ar": "وزارة المياه والري",
        },
        "wash",
        45,
        known="ar",
    ),
    _partner(
        "TDMA",
        GOVERNMENT,
        {
            "en": "Tamarra Disaster Management Authority",
            "ar": "هيئة إدارة الكوارث في تمارا",
        },
        "cccm shelter logistics",
        50,
    ),
    _partner(
        "TRLS",
        RED_CROSS,
        {
            "en": "Tamarra Red Lantern Society",
            "fr": "Société du Fanal-Rouge de Tamarra",
            "ar": "جمعية الفانوس الأحمر التمارية",
        },
        "health shelter wash",
        60,
        known="fr",
    ),
    _partner(
        "IFRL",
        RED_CROSS,
        {
            "en": "International Federation of Red Lantern Societies",
            "fr": "Fédération internationale des sociétés du Fanal-Rouge",
            "es": "Federación Internacional de Sociedades del Farol Rojo",
        },
        "health shelter logistics",
        45,
        acronyms={"fr": "FIFR"},
        known="fr",
    ),
)
"""The thirty that are asked to report."""

COORDINATOR = _partner(
    "THCO",
    UNITED_NATIONS,
    {
        "en": "Tamarra Humanitarian Coordination Office",
        "fr": "Bureau de la coordination humanitaire de Tamarra",
        "ar": "مكتب التنسيق الإنساني في تمارا",
    },
    "",
    0,
    known="fr ar",
)
"""The coordinating body, which sends the consolidated matrix."""

FUNDERS = (
    _partner(
        "NMFC",
        GOVERNMENT,
        {"en": "Nordmark Ministry for Cooperation"},
        "",
        0,
    ),
    _partner("TPF", UNITED_NATIONS, {"en": "Tamarra Pooled Fund"}, "", 0),
    _partner("OLF", INTERNATIONAL_NGO, {"en": "Open Lantern Foundation"}, "", 0),
)

LISTED = (*PARTNERS, COORDINATOR, *FUNDERS)


def _newcomer(name: str, arabic: str = "") -> Partner:
    acronym = "".join(word[0] for word in name.split() if word[0].isupper())
    names = {"en": name} | ({"ar": arabic} if arabic else {})
    slug = f"not-listed-{'-'.join(name.lower().split())}"
    return Partner(slug, acronym, NATIONAL_NGO, names, listed=False)


NEWCOMERS = (
    _newcomer("Hope Rising Association", "جمعية الأمل الصاعد"),
    _newcomer("Mercy Harvest Foundation"),
    _newcomer("Delta Youth Union", "اتحاد شباب الدلتا"),
    _newcomer("Qalam for Literacy", "قلم لمحو الأمية"),
    _newcomer("Salt Coast Women's Savings Group"),
)
"""On no list: whoever asserts one of the listed for them is wrong."""

BY_SLUG = {partner.slug: partner for partner in LISTED}
SHARED_ACRONYMS = frozenset(
    partner.acronym
    for partner in LISTED
    if sum(partner.acronym == other.acronym for other in LISTED) > 1
)
