"""What partners do: sectors, how each is called in four languages, and activities.

The first label of a language is the full one, the others are what partners
write in short.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector under the slug of its theme.

    Args:
        labels: language -> the full label, then shorter ones.
        activities: language -> what is done.
    """

    slug: str
    labels: dict[str, tuple[str, ...]]
    activities: dict[str, tuple[str, ...]]


SECTORS = (
    Sector(
        "camp-coordination-and-camp-management",
        {
            "en": (
                "Camp Coordination and Camp Management",
                "CCCM",
                "Camp Coord. / Mgmt",
            ),
            "fr": ("Coordination et gestion des camps", "CCCM"),
            "es": ("Coordinación y Gestión de Campamentos", "CCCM"),
            "ar": ("تنسيق المخيمات وإدارة المخيمات", "إدارة المخيمات"),
        },
        {
            "en": ("Site management", "Site committee training"),
            "fr": ("Gestion de sites",),
            "es": ("Gestión de sitios",),
            "ar": ("إدارة المواقع",),
        },
    ),
    Sector(
        "shelter-and-nfi",
        {
            "en": ("Shelter and Non-Food Items", "ESNFI", "Shelter/NFI", "S-NFI"),
            "fr": ("Abris d'urgence et NFI", "Abris/NFI", "AME/Abris"),
            "es": (
                "Alojamiento y artículos no alimentarios",
                "Albergue",
                "Alojamiento/NFI",
            ),
            "ar": ("المأوى والمواد غير الغذائية", "المأوى"),
        },
        {
            "en": ("NFI kits, in kind", "Emergency shelter repair"),
            "fr": ("Distribution de kits NFI",),
            "es": ("Distribución de kits de albergue",),
            "ar": ("توزيع مواد غير غذائية",),
        },
    ),
    Sector(
        "water-sanitation-and-hygiene",
        {
            "en": ("Water, Sanitation and Hygiene", "WASH", "WaSH", "Watsan"),
            "fr": ("Eau, hygiène et assainissement", "EHA", "WASH"),
            "es": ("Agua, saneamiento e higiene", "ASH", "WASH"),
            "ar": ("المياه والصرف الصحي والنظافة الصحية", "المياه والإصحاح"),
        },
        {
            "en": ("Water trucking", "Latrine construction"),
            "fr": ("Approvisionnement en eau",),
            "es": ("Suministro de agua potable",),
            "ar": ("نقل المياه بالصهاريج",),
        },
    ),
    Sector(
        "health",
        {
            "en": ("Health", "Health Cluster", "HEA"),
            "fr": ("Santé", "Cluster Santé"),
            "es": ("Salud", "Clúster Salud"),
            "ar": ("الصحة", "قطاع الصحة"),
        },
        {
            "en": ("Mobile clinic", "Vaccination campaign"),
            "fr": ("Clinique mobile",),
            "es": ("Clínica móvil",),
            "ar": ("عيادة متنقلة",),
        },
    ),
    Sector(
        "nutrition",
        {
            "en": ("Nutrition", "NUT"),
            "fr": ("Nutrition",),
            "es": ("Nutrición",),
            "ar": ("التغذية",),
        },
        {
            "en": ("Treatment of acute malnutrition", "Screening of children"),
            "fr": ("Dépistage de la malnutrition",),
            "es": ("Tratamiento de la desnutrición aguda",),
            "ar": ("علاج سوء التغذية",),
        },
    ),
    Sector(
        "protection",
        {
            "en": ("Protection", "General Protection"),
            "fr": ("Protection",),
            "es": ("Protección",),
            "ar": ("الحماية",),
        },
        {
            "en": ("Protection monitoring", "Legal counselling"),
            "fr": ("Monitoring de protection",),
            "es": ("Asesoría legal",),
            "ar": ("رصد الحماية",),
        },
    ),
    Sector(
        "child-protection",
        {
            "en": ("Child Protection", "CP", "CP AoR"),
            "fr": ("Protection de l'enfance", "PE"),
            "es": ("Protección de la niñez", "Protección infantil"),
            "ar": ("حماية الطفل", "حماية الأطفال"),
        },
        {
            "en": ("Child-friendly space", "Family tracing"),
            "fr": ("Espace ami des enfants",),
            "es": ("Espacio amigo de la niñez",),
            "ar": ("مساحة صديقة للطفل",),
        },
    ),
    Sector(
        "gender-based-violence",
        {
            "en": ("Gender-Based Violence", "GBV", "GBV AoR"),
            "fr": ("Violences basées sur le genre", "VBG"),
            "es": ("Violencia basada en género", "VBG"),
            "ar": ("العنف القائم على النوع الاجتماعي",),
        },
        {
            "en": ("Women's safe space", "Dignity kits"),
            "fr": ("Espace sûr pour les femmes",),
            "es": ("Espacio seguro para mujeres",),
            "ar": ("مساحة آمنة للنساء",),
        },
    ),
    Sector(
        "education",
        {
            "en": ("Education", "EiE", "Education in Emergencies"),
            "fr": ("Éducation", "Education en situation d'urgence"),
            "es": ("Educación", "Educación en emergencias"),
            "ar": ("التعليم", "التعليم في حالات الطوارئ"),
        },
        {
            "en": ("Temporary learning space", "School kits"),
            "fr": ("Distribution de kits scolaires",),
            "es": ("Espacios temporales de aprendizaje",),
            "ar": ("توزيع حقائب مدرسية",),
        },
    ),
    Sector(
        "food-security",
        {
            "en": ("Food Security", "FSC", "FSL", "Food Security and Agriculture"),
            "fr": ("Sécurité alimentaire", "SECAL", "Sécu. alimentaire"),
            "es": ("Seguridad alimentaria", "SAN"),
            "ar": ("الأمن الغذائي", "الأمن الغذائي والزراعة"),
        },
        {
            "en": ("General food distribution", "Seeds and tools"),
            "fr": ("Distribution générale de vivres",),
            "es": ("Distribución general de alimentos",),
            "ar": ("توزيع سلال غذائية",),
        },
    ),
    Sector(
        "logistics",
        {
            "en": ("Logistics", "LOG", "Logistics Cluster"),
            "fr": ("Logistique",),
            "es": ("Logística",),
            "ar": ("الإمداد اللوجستي", "اللوجستيات"),
        },
        {
            "en": ("Common storage", "Road transport"),
            "fr": ("Entreposage commun",),
            "es": ("Almacenamiento común",),
            "ar": ("تخزين مشترك",),
        },
    ),
    Sector(
        "early-recovery",
        {
            "en": ("Early Recovery", "ER"),
            "fr": ("Relèvement précoce", "Relèvement rapide"),
            "es": ("Recuperación temprana",),
            "ar": ("التعافي المبكر",),
        },
        {
            "en": ("Debris removal", "Market rehabilitation"),
            "fr": ("Réhabilitation de marchés",),
            "es": ("Rehabilitación de mercados",),
            "ar": ("إعادة تأهيل الأسواق",),
        },
    ),
    Sector(
        "multi-purpose-cash",
        {
            "en": ("Multi-purpose Cash", "MPCA", "MPC"),
            "fr": ("Transferts monétaires à usages multiples", "Cash à usage multiple"),
            "es": (
                "Transferencias monetarias multipropósito",
                "Efectivo multipropósito",
            ),
            "ar": ("المساعدات النقدية متعددة الأغراض", "النقد متعدد الأغراض"),
        },
        {
            "en": ("Cash transfer", "Cash for rent"),
            "fr": ("Transfert monétaire",),
            "es": ("Transferencia de efectivo",),
            "ar": ("تحويل نقدي",),
        },
    ),
)

BY_SLUG = {sector.slug: sector for sector in SECTORS}
