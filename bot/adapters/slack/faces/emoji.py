"""Emoji: the names by which Slack knows them. A persona has one emoji as a face; Slack wants ``:luggage:``.

The names are those of iamcal/emoji-data, which Slack uses; they are not the Unicode names.
"""

from __future__ import annotations

FALLBACK = "bust_in_silhouette"
_VARIATION = "\ufe0f"
_TONES = {"🏻": 2, "🏼": 3, "🏽": 4, "🏾": 5, "🏿": 6}

NAMES = {
    # people; any of them may have a skin tone
    "👨": "man",
    "👩": "woman",
    "🧑": "adult",
    "👴": "older_man",
    "👵": "older_woman",
    "🧓": "older_adult",
    "👦": "boy",
    "👧": "girl",
    "🧔": "bearded_person",
    "👱": "person_with_blond_hair",
    "👰": "bride_with_veil",
    "🤵": "person_in_tuxedo",
    "👲": "man_with_gua_pi_mao",
    "👳": "man_with_turban",
    "🧕": "person_with_headscarf",
    "🤰": "pregnant_woman",
    "👨‍🦰": "red_haired_man",
    "👩‍🦰": "red_haired_woman",
    "👨‍🦱": "curly_haired_man",
    "👩‍🦱": "curly_haired_woman",
    "👨‍🦳": "white_haired_man",
    "👩‍🦳": "white_haired_woman",
    "👨‍🦲": "bald_man",
    "👩‍🦲": "bald_woman",
    "👨‍🍳": "male-cook",
    "👩‍🍳": "female-cook",
    "👨‍🌾": "male-farmer",
    "👩‍🌾": "female-farmer",
    "👨‍🎓": "male-student",
    "👩‍🎓": "female-student",
    "👨‍🏫": "male-teacher",
    "👩‍🏫": "female-teacher",
    "👨‍💼": "male-office-worker",
    "👩‍💼": "female-office-worker",
    "👨‍🔧": "male-mechanic",
    "👩‍🔧": "female-mechanic",
    "👨‍⚕": "male-doctor",
    "👩‍⚕": "female-doctor",
    # faces
    "😠": "angry",
    "😡": "rage",
    "😤": "triumph",
    "😒": "unamused",
    "🙄": "face_with_rolling_eyes",
    "😞": "disappointed",
    "😟": "worried",
    "😢": "cry",
    "😭": "sob",
    "😩": "weary",
    "😫": "tired_face",
    "😰": "cold_sweat",
    "😱": "scream",
    "🥵": "hot_face",
    "🥶": "cold_face",
    "🤒": "face_with_thermometer",
    "🤕": "face_with_head_bandage",
    "🤬": "face_with_symbols_on_mouth",
    "🙂": "slightly_smiling_face",
    "😐": "neutral_face",
    # things that stand for a complaint
    "🍳": "fried_egg",
    "🔧": "wrench",
    "👂": "ear",
    "🎪": "circus_tent",
    "🍓": "strawberry",
    "🍕": "pizza",
    "🎂": "birthday",
    "🐕": "dog2",
    "🐈": "cat2",
    "👜": "handbag",
    "👟": "athletic_shoe",
    "👶": "baby",
    "💍": "ring",
    "💐": "bouquet",
    "💳": "credit_card",
    "💻": "computer",
    "📦": "package",
    "📱": "iphone",
    "🔑": "key",
    "🔥": "fire",
    "🖋": "lower_left_fountain_pen",
    "🖨": "printer",
    "🚗": "car",
    "🚲": "bike",
    "🛋": "couch_and_lamp",
    "🛒": "shopping_trolley",
    "🧳": "luggage",
    "🧾": "receipt",
    "🏠": "house",
    "✈": "airplane",
    "☎": "phone",
    "🚂": "steam_locomotive",
    "📚": "books",
    "🎸": "guitar",
    "🎻": "violin",
    "🪴": "potted_plant",
}


def icon(face: str) -> str:
    """The ``icon_emoji`` for a face: ":woman::skin-tone-4:"; an unknown one is a silhouette."""
    name = NAMES.get("".join(sign for sign in face if sign not in _TONES and sign != _VARIATION))
    tone = next((_TONES[sign] for sign in face if sign in _TONES), None)
    if name is None:
        return f":{FALLBACK}:"
    return f":{name}::skin-tone-{tone}:" if tone else f":{name}:"
