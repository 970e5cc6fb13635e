"""Messages that neither end nor escalate a talk."""

MILD = (
    "Dat klinkt echt naar, ik snap dat je in paniek bent.",
    "Vertel gerust verder.",
    "Bedankt dat je het zo duidelijk vertelt.",
    "Ik weet nog niet of dat kan, dat zeg ik je eerlijk.",
    "Neem rustig de tijd, ik luister.",
    "Daar heb je helemaal gelijk in.",
    "Ik hoor hoe moe je ervan bent.",
    "Dank je, daar heb ik iets aan.",
)
