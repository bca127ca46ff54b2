"""Headings, tags, months and phrases as partners' workbooks have them.

Keys are the fields of the 5W row; each language has one or more headings, the
first being the plainest. Keys that start with `extra_` are columns that belong
to no field.
"""

LANGUAGES = ("en", "fr", "es", "ar")

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "org_name": {
        "en": ("Organization", "Implementing organisation", "Organization Name", "Implementing Partner Name"),
        "fr": ("Organisation", "Organisation de mise en œuvre", "Nom de l'organisation"),
        "es": ("Organización", "Organización implementadora", "Nombre de la organización"),
        "ar": ("المنظمة", "اسم المنظمة", "المنظمة المنفذة"),
    },
    "org_acronym": {
        "en": ("Acronym", "Org acronym", "Implementing Partner Acronym"),
        "fr": ("Acronyme", "Sigle"),
        "es": ("Siglas", "Acrónimo"),
        "ar": ("الاختصار",),
    },
    "org_type": {
        "en": ("Organization Type", "Type of organization", "Implementing Partner Type"),
        "fr": ("Type d'organisation", "TypeOrganisation"),
        "es": ("Tipo de organización",),
        "ar": ("نوع المنظمة",),
    },
    "reporting_org_name": {
        "en": ("Reporting organization", "Reported by"),
        "fr": ("Organisation rapportant",),
        "es": ("Organización que reporta",),
        "ar": ("الجهة المبلغة",),
    },
    "programme_org_name": {
        "en": ("Program Partner Name", "Programme partner"),
        "fr": ("Partenaire de programme",),
        "es": ("Socio de programa",),
        "ar": ("شريك البرنامج",),
    },
    "programme_org_acronym": {
        "en": ("Program partner Acronym", "Programme partner acronym"),
        "fr": ("Sigle du partenaire de programme",),
        "es": ("Siglas del socio de programa",),
        "ar": ("اختصار شريك البرنامج",),
    },
    "funding_org_name": {
        "en": ("Donor Name", "Donor"),
        "fr": ("Bailleur",),
        "es": ("Donante",),
        "ar": ("الجهة المانحة",),
    },
    "funding_org_acronym": {
        "en": ("Donor Acronym",),
        "fr": ("Sigle du bailleur",),
        "es": ("Siglas del donante",),
        "ar": ("اختصار الجهة المانحة",),
    },
    "sector": {
        "en": ("Sector", "Cluster", "Cluster / Sector"),
        "fr": ("Secteur", "Cluster"),
        "es": ("Sector", "Clúster"),
        "ar": ("القطاع", "المجموعة القطاعية"),
    },
    "activity": {
        "en": ("Activity", "Activity description"),
        "fr": ("Activité", "Description de l'activité"),
        "es": ("Actividad", "Descripción de la actividad"),
        "ar": ("النشاط", "وصف النشاط"),
    },
    "project_title": {
        "en": ("Project title", "Project"),
        "fr": ("Titre du projet", "Projet"),
        "es": ("Título del proyecto", "Proyecto"),
        "ar": ("اسم المشروع",),
    },
    "row_key": {
        "en": ("Activity ID", "Ref. no."),
        "fr": ("ID activité",),
        "es": ("ID de actividad",),
        "ar": ("رقم النشاط",),
    },
    "status": {
        "en": ("Status", "Activity status"),
        "fr": ("Statut", "Etat de l'activité"),
        "es": ("Estado de la actividad", "Estatus"),
        "ar": ("الحالة", "حالة النشاط"),
    },
    "start": {
        "en": ("Start date", "Start", "From"),
        "fr": ("Date de début", "Début"),
        "es": ("Fecha de inicio", "Inicio"),
        "ar": ("تاريخ البدء", "تاريخ البداية"),
    },
    "end": {
        "en": ("End date", "End", "To"),
        "fr": ("Date de fin", "Fin"),
        "es": ("Fecha de finalización", "Fin"),
        "ar": ("تاريخ الانتهاء", "تاريخ النهاية"),
    },
    "period": {
        "en": ("Reporting period", "Quarter"),
        "fr": ("Période de rapportage", "Trimestre"),
        "es": ("Período de reporte", "Trimestre"),
        "ar": ("فترة التقرير",),
    },
    "period_month": {
        "en": ("Month", "Reporting month"),
        "fr": ("Mois",),
        "es": ("Mes",),
        "ar": ("الشهر",),
    },
    "period_year": {
        "en": ("Year",),
        "fr": ("Année",),
        "es": ("Año",),
        "ar": ("السنة",),
    },
    "admin1_name": {
        "en": ("Region", "Admin 1", "Governorate"),
        "fr": ("Région", "Admin 1"),
        "es": ("Región", "Admin 1"),
        "ar": ("المحافظة", "الإقليم"),
    },
    "admin1_code": {
        "en": ("RegionPcode", "Admin 1 P-code", "Region code"),
        "fr": ("Code région", "Pcode Admin 1"),
        "es": ("Código de región", "Pcode Admin 1"),
        "ar": ("رمز المحافظة",),
    },
    "admin2_name": {
        "en": ("District", "Admin 2", "District name"),
        "fr": ("District", "Admin 2"),
        "es": ("Distrito", "Admin 2"),
        "ar": ("المديرية", "المنطقة"),
    },
    "admin2_code": {
        "en": ("DistrictPcode", "Admin 2 P-code", "District code"),
        "fr": ("Code district", "Pcode Admin 2"),
        "es": ("Código de distrito", "Pcode Admin 2"),
        "ar": ("رمز المديرية",),
    },
    "admin3_name": {
        "en": ("Commune", "Admin 3", "Sub-district"),
        "fr": ("Commune", "Admin 3"),
        "es": ("Comuna", "Admin 3"),
        "ar": ("الناحية",),
    },
    "admin3_code": {
        "en": ("Commune P-code", "Admin 3 P-code"),
        "fr": ("Code commune", "Pcode Admin 3"),
        "es": ("Código de comuna",),
        "ar": ("رمز الناحية",),
    },
    "latitude": {
        "en": ("Lat", "Latitude"),
        "fr": ("Latitude",),
        "es": ("Latitud",),
        "ar": ("خط العرض",),
    },
    "longitude": {
        "en": ("Long", "Longitude"),
        "fr": ("Longitude",),
        "es": ("Longitud",),
        "ar": ("خط الطول",),
    },
    "targeted_total": {
        "en": ("People targeted", "Target"),
        "fr": ("Personnes ciblées", "Cible"),
        "es": ("Personas meta", "Meta"),
        "ar": ("عدد المستهدفين",),
    },
    "reached_total": {
        "en": ("People reached", "Total reached", "Beneficiaries reached"),
        "fr": ("Personnes atteintes", "Total atteint"),
        "es": ("Personas atendidas", "Total alcanzado"),
        "ar": ("عدد المستفيدين", "إجمالي المستفيدين"),
    },
    "reached_women": {
        "en": ("Women",), "fr": ("Femmes",), "es": ("Mujeres",), "ar": ("نساء",),
    },
    "reached_men": {
        "en": ("Men",), "fr": ("Hommes",), "es": ("Hombres",), "ar": ("رجال",),
    },
    "reached_girls": {
        "en": ("Girls",), "fr": ("Filles",), "es": ("Niñas",), "ar": ("فتيات",),
    },
    "reached_boys": {
        "en": ("Boys",), "fr": ("Garçons",), "es": ("Niños",), "ar": ("فتيان",),
    },
    "remarks": {
        "en": ("Remarks", "Comments"),
        "fr": ("Remarques", "Commentaires"),
        "es": ("Observaciones",),
        "ar": ("ملاحظات",),
    },
    "extra_remarks": {
        "en": ("Remarks",), "fr": ("Remarques",), "es": ("Observaciones",), "ar": ("ملاحظات",),
    },
    "extra_icon": {
        "en": ("Icons",), "fr": ("Icones",), "es": ("Iconos",), "ar": ("أيقونة",),
    },
    "extra_path": {
        "en": ("Path",), "fr": ("Path",), "es": ("Path",), "ar": ("Path",),
    },
    "extra_contact": {
        "en": ("Focal point phone",),
        "fr": ("Téléphone du point focal",),
        "es": ("Teléfono del punto focal",),
        "ar": ("هاتف نقطة الاتصال",),
    },
}  # fmt: skip

TAGS = {
    "org_name": "#org+name",
    "org_acronym": "#org+acronym",
    "org_type": "#org+type+name",
    "reporting_org_name": "#org+reporting+name",
    "programme_org_name": "#org+prog+name",
    "funding_org_name": "#org+funder+name",
    "sector": "#sector+cluster+name",
    "activity": "#activity+name",
    "project_title": "#activity+project+name",
    "row_key": "#activity+code",
    "status": "#status",
    "start": "#date+start",
    "end": "#date+end",
    "period": "#date+reporting",
    "period_month": "#date+month",
    "admin1_name": "#adm1+name",
    "admin1_code": "#adm1+code",
    "admin2_name": "#adm2+name",
    "admin2_code": "#adm2+code",
    "admin3_name": "#adm3+name",
    "admin3_code": "#adm3+code",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "targeted_total": "#targeted",
    "reached_total": "#reached",
    "reached_women": "#reached+f+adults",
    "reached_men": "#reached+m+adults",
    "reached_girls": "#reached+f+children",
    "reached_boys": "#reached+m+children",
    "remarks": "#meta+remarks",
}

GROUPS = {
    "who": {"en": "Who", "fr": "Qui", "es": "Quién", "ar": "من"},
    "what": {"en": "What", "fr": "Quoi", "es": "Qué", "ar": "ماذا"},
    "where": {"en": "Where", "fr": "Où", "es": "Dónde", "ar": "أين"},
    "when": {"en": "When", "fr": "Quand", "es": "Cuándo", "ar": "متى"},
    "whom": {
        "en": "People reached",
        "fr": "Personnes atteintes",
        "es": "Personas atendidas",
        "ar": "المستفيدون",
    },
}
"""The upper line of a header on two lines."""

INSTRUCTIONS = {
    "en": "(mandatory - choose from the list, do not change this cell)",
    "fr": "(obligatoire - choisir dans la liste)",
    "es": "(obligatorio - elegir de la lista)",
    "ar": "(إلزامي - اختر من القائمة)",
}

DATE_INSTRUCTIONS = {
    "en": "(dd/mm/yyyy, please)",
    "fr": "(jj/mm/aaaa)",
    "es": "(dd/mm/aaaa)",
    "ar": "(يوم/شهر/سنة)",
}

HOW_TO_FILL = {
    "en": "Fill in one row per activity and place",
    "fr": "Remplir une ligne par activité et par lieu",
    "es": "Llenar una fila por actividad y lugar",
    "ar": "يرجى تعبئة صف لكل نشاط وموقع",
}

MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
}  # fmt: skip

LEVANT_MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip

STATUS = {
    "planned": {"en": "Planned", "fr": "Planifié", "es": "Planificado", "ar": "مخطط"},
    "ongoing": {"en": "Ongoing", "fr": "En cours", "es": "En curso", "ar": "جاري"},
    "completed": {"en": "Completed", "fr": "Achevé", "es": "Finalizado", "ar": "مكتمل"},
}

OPEN_END = {
    "en": ("ongoing", "TBC", ""),
    "fr": ("en cours", "à déterminer", ""),
    "es": ("en curso", "por definir", ""),
    "ar": ("مستمر", ""),
}

EVERYWHERE = {
    "en": ("All districts", "Every where", "Region-wide"),
    "fr": ("Tous les districts", "Toute la région"),
    "es": ("Todos los distritos", "Toda la región"),
    "ar": ("كل المديريات", "جميع المديريات"),
}

CONTESTED = {
    "en": "Contested",
    "fr": "Zone contestée",
    "es": "En disputa",
    "ar": "متنازع عليها",
}

TOTAL = {
    "en": ("Total", "GRAND TOTAL"),
    "fr": ("Total", "TOTAL GÉNÉRAL"),
    "es": ("Total", "TOTAL GENERAL"),
    "ar": ("المجموع", "الإجمالي"),
}
SUBTOTAL = {
    "en": "Subtotal",
    "fr": "Sous-total",
    "es": "Subtotal",
    "ar": "المجموع الفرعي",
}

NOTES = {
    "en": (
        "Note: figures are provisional and may be revised (SIMULATED).",
        "Source: partner's own monitoring. * includes returnees",
    ),
    "fr": (
        "NB : chiffres provisoires, susceptibles de révision (SIMULATED).",
        "Source : suivi interne du partenaire",
    ),
    "es": (
        "Nota: cifras provisionales, sujetas a revisión (SIMULATED).",
        "Fuente: monitoreo del socio",
    ),
    "ar": ("ملاحظة: الأرقام أولية (SIMULATED)", "المصدر: المتابعة الداخلية"),
}

TITLES = {
    "en": "SIMULATED exercise - Tamarra 5W: who does what, where, when and for whom",
    "fr": "SIMULATED / exercice simulé - Tamarra 5W : qui fait quoi, où, quand et pour qui",
    "es": "SIMULATED / ejercicio simulado - Tamarra 5W: quién hace qué, dónde, cuándo y para quién",
    "ar": "SIMULATED / تمرين محاكاة - تمارا 5W: من يفعل ماذا وأين ومتى ولمن",
}
SENDER = {
    "en": "Reporting organization:",
    "fr": "Organisation :",
    "es": "Organización que reporta:",
    "ar": "الجهة المبلغة:",
}
PERIOD = {
    "en": "Reporting period:",
    "fr": "Période :",
    "es": "Período:",
    "ar": "الفترة:",
}

REMARKS = {
    "en": ("Access limited by rain", "With local authorities", "Second round"),
    "fr": ("Accès limité par les pluies", "Avec les autorités locales"),
    "es": ("Acceso limitado por lluvias", "Con autoridades locales"),
    "ar": ("صعوبة الوصول بسبب الأمطار", "بالتنسيق مع السلطات المحلية"),
}
