"""The places of PermenPANRB 6/2022 that this room carries out, as they are cited."""


def _annex(place: str) -> str:
    return f"PermenPANRB 6/2022, Lampiran {place}"


#: Work as Plt., Plh. or by assignment to a structural post is a main result (pp. 49-50).
ACTING_IS_MAIN = _annex("II.A.6.d")
#: Study that begins or ends within the year stays in the same plan (pp. 64-65).
STUDY_SAME_PLAN = _annex("II.B.12-13")
#: To whom the rules of planning do not apply (pp. 65-66).
NOT_OBLIGED = _annex("II.C.8")
#: The direct superior or a delegate; the superior upwards where one is permanently absent (p. 89).
DIRECT_SUPERIOR = _annex("IV.A.2")
#: The superior may delegate to a Plt. or Plh. (p. 89).
ACTING_DELEGATE = _annex("IV.A.3")
#: Work as Plt. is appraised where the Plt. reports (p. 89).
ACTING_WORK = _annex("IV.A.5")
#: After the acting assignment the definitive post counts (p. 89).
ACTING_ENDED = _annex("IV.A.6")
#: A functional official may be a delegate while leading a unit (p. 89).
FUNCTIONAL_DELEGATE = _annex("IV.A.7")
#: The annual evaluation: from the end of December to the end of January (p. 90).
WINDOW = _annex("IV.A.8.b")
#: An overdue appraisal is made by the appraiser's superior, and is final (p. 90).
OVERDUE = _annex("IV.A.11")
#: Officials whose evaluation is final (p. 90).
NAMED_OFFICIALS = _annex("IV.A.12")
#: An employee who moves: the periodic evaluation (p. 91).
MOVED_PERIODIC = _annex("IV.A.13.a")
#: An employee who moves: the annual evaluation (p. 91).
MOVED_ANNUAL = _annex("IV.A.13.b")
#: An appraiser who moves (pp. 91-92).
APPRAISER_MOVED = _annex("IV.A.14")
#: Secondment (p. 92).
SECONDMENT = _annex("IV.A.15")
#: Study leave (p. 92).
STUDY = _annex("IV.A.16")
#: Late organisation achievement (p. 94).
LATE_ACHIEVEMENT = _annex("IV.B.1.f")
#: The appraiser signs the document (p. 114).
SIGNING = _annex("V.A.4")
#: Delivery within 14 working days of signing (p. 114).
DELIVERY = _annex("V.A.5")
#: Return within 14 working days of receipt (p. 114).
RETURN = _annex("V.A.6")
#: The report (p. 115), after escalation (p. 117) and after an objection (p. 119).
REPORT = _annex("V.A.7")
#: The superior signs within 14 working days of the end of the window (pp. 115-116).
OVERDUE_SIGNING = _annex("V.A.8")
#: Delivery within 7 working days of the superior's signing (p. 116).
OVERDUE_DELIVERY = _annex("V.A.9")
#: Return within 7 working days of receipt (p. 116).
OVERDUE_RETURN = _annex("V.A.10")
#: Who may object (p. 117).
OBJECTION = _annex("V.B.1")
#: With reasons, to the appraiser's superior, within 14 working days of receipt (p. 117).
OBJECTION_DAYS = _annex("V.B.2")
#: Both sides are asked (p. 117).
HEARING = _annex("V.B.4")
#: The decision upholds or changes (p. 117).
DECISION = _annex("V.B.5")
#: Within 7 working days of receipt of the objection (p. 117).
DECISION_DAYS = _annex("V.B.6")
#: A changed result needs a new recommendation (p. 118).
NEW_RECOMMENDATION = _annex("V.B.7")
#: The plan is set by the end of January.
PLAN = "PermenPANRB 6/2022, Pasal 14 ayat (1)"
#: What the room takes where the text is silent; docs/concepts/process.md says why.
SILENT = "Naskah diam; bacaan: docs/concepts/process.md"
