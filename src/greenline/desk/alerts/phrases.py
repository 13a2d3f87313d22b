"""The fixed words of alerts in the languages of the room; others are told in English."""

from __future__ import annotations

_EN = {
    "exercise": "EXERCISE EXERCISE EXERCISE", "all_clear": "ALL CLEAR", "cancel": "CANCELLED",
    "escalate": "NOT YET ACKNOWLEDGED", "update": "UPDATE", "until": "Holds until {time}",
    "overdue": "Own people are overdue",
        "acknowledge": "Acknowledge", "link": "Acknowledge here", "acknowledged": "You have acknowledged this alert.",
    "near": "within about {km} km of {place}", "unknown": "unknown", "green": "Green", "yellow": "Yellow",
    "amber": "Amber", "red": "Red", "ended": "This alert has ended.",
}  # fmt: skip
_PHRASES: dict[str, dict[str, str]] = {
    "en": _EN,
    "fr": {
        "exercise": "EXERCICE EXERCICE EXERCICE", "all_clear": "FIN D'ALERTE", "cancel": "ANNULÉE",
        "escalate": "PAS ENCORE CONFIRMÉE", "update": "MISE À JOUR", "until": "Valable jusqu'au {time}",
        "overdue": "Des membres du personnel ne donnent plus de nouvelles",
        "acknowledge": "Accuser réception", "link": "Accuser réception ici",
        "acknowledged": "Vous avez accusé réception de cette alerte.",
        "near": "à environ {km} km de {place}", "unknown": "inconnu", "green": "Vert", "yellow": "Jaune",
        "amber": "Orange", "red": "Rouge", "ended": "Cette alerte est terminée.",
    },
    "el": {
        "exercise": "ΑΣΚΗΣΗ ΑΣΚΗΣΗ ΑΣΚΗΣΗ", "all_clear": "ΛΗΞΗ ΣΥΝΑΓΕΡΜΟΥ", "cancel": "ΑΚΥΡΩΘΗΚΕ",
        "escalate": "ΔΕΝ ΕΛΗΦΘΗ ΑΚΟΜΗ ΓΝΩΣΗ", "update": "ΕΝΗΜΕΡΩΣΗ", "until": "Ισχύει έως {time}",
        "overdue": "Δικοί μας άνθρωποι καθυστερούν",
        "acknowledge": "Έλαβα γνώση", "link": "Επιβεβαιώστε εδώ", "acknowledged": "Επιβεβαιώσατε τη λήψη.",
        "near": "περίπου εντός {km} χλμ. από {place}", "unknown": "άγνωστο", "green": "Πράσινο", "yellow": "Κίτρινο",
        "amber": "Πορτοκαλί", "red": "Κόκκινο", "ended": "Ο συναγερμός έληξε.",
    },
    "tr": {
        "exercise": "TATBİKAT TATBİKAT TATBİKAT", "all_clear": "TEHLİKE GEÇTİ", "cancel": "İPTAL EDİLDİ",
        "escalate": "HENÜZ ONAYLANMADI", "update": "GÜNCELLEME", "until": "{time} tarihine kadar geçerli",
        "overdue": "Kendi ekibimizden haber alınamıyor",
        "acknowledge": "Aldım", "link": "Alındığını burada bildirin", "acknowledged": "Alındığını bildirdiniz.",
        "near": "{place} çevresinde yaklaşık {km} km içinde", "unknown": "bilinmiyor", "green": "Yeşil",
        "yellow": "Sarı", "amber": "Turuncu", "red": "Kırmızı", "ended": "Bu uyarı sona erdi.",
    },
    "ar": {
        "exercise": "تمرين تمرين تمرين", "all_clear": "زوال الخطر", "cancel": "أُلغي",
        "escalate": "لم يُقر بالاستلام بعد", "update": "تحديث", "until": "سارٍ حتى {time}",
        "overdue": "أفراد لنا تأخروا عن موعدهم",
        "acknowledge": "أقر بالاستلام", "link": "أقر بالاستلام هنا", "acknowledged": "لقد أقررت باستلام هذا الإنذار.",
        "near": "ضمن نحو {km} كم من {place}", "unknown": "غير معروف", "green": "أخضر", "yellow": "أصفر",
        "amber": "برتقالي", "red": "أحمر", "ended": "انتهى هذا الإنذار.",
    },
}  # fmt: skip


def phrase(language: str, name: str, **more: object) -> str:
    """A fixed phrase in a language, with what belongs into it."""
    return _PHRASES.get(language, _EN)[name].format(**more)
