"""Words of company names that tell firms apart badly or not at all: legal forms, short forms, markers."""

from __future__ import annotations

_FORMS = """
inc|incorporated|corp|corporation|co|company|llc|llp|lllp|lp|pllc|pc|plc|ltd|limited|unltd|cic|pty|pte|pvt|
private limited|sdn bhd|bhd|gmbh|ggmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|haftungsbeschraenkt|ek|eg|ev|partg|se|
sa|sas|sasu|sarl|eurl|snc|sca|scs|scop|gie|sl|slu|sll|sau|sal|srl|srls|spa|sapa|bv|nv|vof|cv|bvba|sprl|vzw|
ab|hb|as|asa|aps|oy|oyj|uab|sia|kft|zrt|nyrt|spolka|spzoo|sp z o o|sro|spol|doo|ood|eood|lda|ltda|eireli|sgps|
sadecv|sa de cv|de cv|kk|jsc|ojsc|pjsc|ooo|zao|fze|fzco|wll|saog|e k|e g|e v|s a|s l|s r l|s p a|s a s|b v|
n v|l l c|s l u|s a r l|d o o|s r o|a s|p l c|gmbh and co kg|gmbh and co
"""
LEGAL_FORMS = frozenset(" ".join(form.split()) for form in _FORMS.replace("\n", "").split("|"))
"""Stripped from both ends of a name, longest first; in normalised spelling."""

COUNTRIES = {
    "gb": "ltd|limited|plc|p l c|cic|unltd",
    "us": "inc|incorporated|corp|corporation|llc|l l c|pllc|pc",
    "de": "gmbh|ggmbh|mbh|kg|kgaa|ohg|gbr|ug|ek|e k|eg|e g|ev|e v|partg|gmbh and co kg|gmbh and co",
    "fr": "sasu|sarl|s a r l|eurl|gie|scop",
    "it": "srls|spa|s p a|sapa",
    "nl": "bv|b v|nv|n v|bvba|vzw|vof",
    "es": "slu|s l u|sll|sau",
    "pt": "lda|ltda|eireli|sgps",
    "pl": "sp z o o|spzoo|spolka",
}
"""Legal forms that firms of one country alone have, in normalised spelling."""

LEADING = frozenset({"the", "firma", "fa", "ets", "etablissements", "societe", "ste", "pt", "messrs"})
"""Stripped from the front only."""

LONGEST_FORM = 4
"""Words in the longest legal form."""

MARKERS = (
    "doing business as", "d/b/a", "dba", "trading as", "t/a", "also known as", "a/k/a", "aka",
    "formerly known as", "f/k/a", "fka", "formerly", "a division of", "div of", "on behalf of", "c/o",
    "care of", "enseigne", "nombre comercial", "handelnd als", "handelend onder",
)  # fmt: skip
"""What parts two names of one firm."""

SHORT = {
    "intl": "international", "int'l": "international", "natl": "national", "mfg": "manufacturing",
    "mfr": "manufacturer", "distr": "distribution", "dist": "distribution", "ctr": "center",
    "centre": "center", "whse": "warehouse", "svc": "service", "svcs": "services", "sys": "systems",
    "assoc": "associates", "bros": "brothers", "hosp": "hospital", "univ": "university",
    "dept": "department", "amer": "american", "ind": "industries", "inds": "industries",
    "equip": "equipment", "eqpt": "equipment", "supp": "supply", "grp": "group", "hldgs": "holdings",
    "ent": "enterprises", "st": "saint", "mt": "mount", "gebr": "gebrueder", "&": "and", "+": "and",
    "und": "and", "et": "and", "y": "and",
}  # fmt: skip
"""Short form -> the word it stands for, so that both spellings compare equal."""

LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "å": "aa",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
    }
)
"""Letters that are written out where a keyboard lacks them."""
