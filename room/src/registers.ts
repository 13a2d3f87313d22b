// Made from the declarations in src/greenline/registers by `make derived`; do not edit.
import type { RegisterInfo } from "./register-types";

export const registers = {
  "report": {
    "name": "report",
    "prefix": "REP",
    "about": "One saying by one source: what was seen, heard or written, from where, how often, and how far it is believed.",
    "place": "place",
    "when": "happened_at",
    "what": "kind",
    "states": [
      "sent",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "send",
        "from": [],
        "to": "sent",
        "by": [
          "observer",
          "desk",
          "verifier",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "sent"
        ],
        "to": "",
        "by": [
          "observer",
          "desk",
          "verifier",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "sent"
        ],
        "to": "withdrawn",
        "by": [
          "observer",
          "desk",
          "verifier",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "restore",
        "from": [
          "withdrawn"
        ],
        "to": "sent",
        "by": [
          "desk",
          "verifier",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "happened_at",
        "name": "happened_at",
        "kind": "moment",
        "question": "When did it happen?",
        "hint": "A day, or an instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where did it happen?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of incident?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "incident_kind"
      },
      {
        "path": "observation",
        "name": "observation",
        "kind": "code",
        "question": "What was observed?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "observation"
      },
      {
        "path": "count",
        "name": "count",
        "kind": "group",
        "question": "How many?",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "count.low",
            "name": "low",
            "kind": "count",
            "question": "At least how many?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "count.about",
            "name": "about",
            "kind": "count",
            "question": "About how many?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "count.high",
            "name": "high",
            "kind": "count",
            "question": "At most how many?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "perceived",
        "name": "perceived",
        "kind": "codes",
        "question": "How was it perceived?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "perceived"
      },
      {
        "path": "weapon",
        "name": "weapon",
        "kind": "code",
        "question": "Which class of weapon?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "weapon_class"
      },
      {
        "path": "observer",
        "name": "observer",
        "kind": "line",
        "question": "Which observer or post?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "observer_place",
        "name": "observer_place",
        "kind": "place",
        "question": "Where was the observer?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "bearing_deg",
        "name": "bearing_deg",
        "kind": "number",
        "question": "Bearing from the observer",
        "hint": "From true north",
        "required": false,
        "repeats": false,
        "unit": "°",
        "low": 0,
        "high": 360
      },
      {
        "path": "bearing_error_deg",
        "name": "bearing_error_deg",
        "kind": "number",
        "question": "How far may the bearing be off?",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "°",
        "low": 0,
        "high": 360,
        "when": {
          "field": "bearing_deg",
          "is": []
        }
      },
      {
        "path": "distance_low_m",
        "name": "distance_low_m",
        "kind": "number",
        "question": "Distance, at least",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "m",
        "low": 0,
        "high": 10000000.0
      },
      {
        "path": "distance_high_m",
        "name": "distance_high_m",
        "kind": "number",
        "question": "Distance, at most",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "m",
        "low": 0,
        "high": 10000000.0
      },
      {
        "path": "direction_deg",
        "name": "direction_deg",
        "kind": "number",
        "question": "Direction of fire or movement",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "°",
        "low": 0,
        "high": 360
      },
      {
        "path": "inside_area",
        "name": "inside_area",
        "kind": "line",
        "question": "Inside which agreed area?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "parties",
        "name": "parties",
        "kind": "group",
        "question": "Who took part, as far as this source says?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "parties[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Who?",
            "hint": "A party code of the mission, or the name as it was said",
            "required": true,
            "repeats": false
          },
          {
            "path": "parties[].role",
            "name": "role",
            "kind": "code",
            "question": "In which role?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "party_role",
            "default": "unknown"
          },
          {
            "path": "parties[].confidence",
            "name": "confidence",
            "kind": "code",
            "question": "How sure is that?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "confidence"
          }
        ]
      },
      {
        "path": "deaths",
        "name": "deaths",
        "kind": "group",
        "question": "People killed",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "deaths.a",
            "name": "a",
            "kind": "count",
            "question": "Deaths on side A",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.b",
            "name": "b",
            "kind": "count",
            "question": "Deaths on side B",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.civilians",
            "name": "civilians",
            "kind": "count",
            "question": "Civilian deaths",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.unknown",
            "name": "unknown",
            "kind": "count",
            "question": "Deaths of people not known to belong to a side",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.low",
            "name": "low",
            "kind": "count",
            "question": "Deaths, lowest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.best",
            "name": "best",
            "kind": "count",
            "question": "Deaths, best estimate",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.high",
            "name": "high",
            "kind": "count",
            "question": "Deaths, highest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "injured",
        "name": "injured",
        "kind": "group",
        "question": "People injured",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "injured.low",
            "name": "low",
            "kind": "count",
            "question": "Lowest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "injured.best",
            "name": "best",
            "kind": "count",
            "question": "Best estimate",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "injured.high",
            "name": "high",
            "kind": "count",
            "question": "Highest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "children",
        "name": "children",
        "kind": "count",
        "question": "Children among them",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "women",
        "name": "women",
        "kind": "count",
        "question": "Women among them",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "claims",
        "name": "claims",
        "kind": "group",
        "question": "What do sides claim?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "claims[].by",
            "name": "by",
            "kind": "line",
            "question": "Who claims it?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "claims[].about",
            "name": "about",
            "kind": "line",
            "question": "About whom?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "claims[].measure",
            "name": "measure",
            "kind": "code",
            "question": "What is counted?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "claim_measure",
            "default": "killed"
          },
          {
            "path": "claims[].low",
            "name": "low",
            "kind": "count",
            "question": "Lowest number claimed",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "claims[].best",
            "name": "best",
            "kind": "count",
            "question": "Number claimed",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "claims[].high",
            "name": "high",
            "kind": "count",
            "question": "Highest number claimed",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "claims[].text",
            "name": "text",
            "kind": "line",
            "question": "In which words?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What was seen or heard?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "source",
        "name": "source",
        "kind": "line",
        "question": "Which source?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "source_kind",
        "name": "source_kind",
        "kind": "code",
        "question": "What kind of source?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "source_kind"
      },
      {
        "path": "source_id",
        "name": "source_id",
        "kind": "line",
        "question": "The source's own number for it",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "source_date",
        "name": "source_date",
        "kind": "moment",
        "question": "When did the source say it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "reliability",
        "name": "reliability",
        "kind": "code",
        "question": "How reliable is the source?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "reliability",
        "default": "F"
      },
      {
        "path": "credibility",
        "name": "credibility",
        "kind": "code",
        "question": "How credible is what it says?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "credibility",
        "default": "6"
      },
      {
        "path": "independent_of",
        "name": "independent_of",
        "kind": "line",
        "question": "Which sources does it copy?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "admin1",
        "name": "admin1",
        "kind": "line",
        "question": "First-order area",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "admin2",
        "name": "admin2",
        "kind": "line",
        "question": "Second-order area",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "clarity",
        "name": "clarity",
        "kind": "code",
        "question": "One event, or a total of several?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "clarity"
      },
      {
        "path": "attachments",
        "name": "attachments",
        "kind": "group",
        "question": "Which files belong to it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "attachments[].file",
            "name": "file",
            "kind": "file",
            "question": "Which file?",
            "hint": "Its SHA-256; the file is sent first",
            "required": true,
            "repeats": false
          },
          {
            "path": "attachments[].name",
            "name": "name",
            "kind": "line",
            "question": "What is it called?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].caption",
            "name": "caption",
            "kind": "line",
            "question": "What does it show?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].media",
            "name": "media",
            "kind": "line",
            "question": "What type is it, by its bytes?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].size",
            "name": "size",
            "kind": "count",
            "question": "How many bytes has it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].shared",
            "name": "shared",
            "kind": "file",
            "question": "Which copy may be shared?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "sensitivity",
        "name": "sensitivity",
        "kind": "code",
        "question": "How sensitive is this report?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      }
    ]
  },
  "incident": {
    "name": "incident",
    "prefix": "INC",
    "about": "What the mission holds to have happened, at a place and a time; it cites the reports that say so.",
    "place": "place",
    "when": "happened_at",
    "what": "kind",
    "states": [
      "reported",
      "registered",
      "triaged",
      "reopened",
      "under_verification",
      "verified",
      "partially_verified",
      "unverifiable",
      "refuted",
      "archived"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "reported",
        "by": [
          "machine",
          "observer",
          "desk",
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "open",
        "from": [],
        "to": "registered",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "register",
        "from": [
          "reported"
        ],
        "to": "registered",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "triage",
        "from": [
          "registered"
        ],
        "to": "triaged",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "investigate",
        "from": [
          "triaged",
          "reopened"
        ],
        "to": "under_verification",
        "by": [
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "verify",
        "from": [
          "under_verification"
        ],
        "to": "verified",
        "by": [
          "verifier"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "verify_part",
        "from": [
          "under_verification"
        ],
        "to": "partially_verified",
        "by": [
          "verifier"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "leave_open",
        "from": [
          "under_verification"
        ],
        "to": "unverifiable",
        "by": [
          "verifier"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "refute",
        "from": [
          "under_verification"
        ],
        "to": "refuted",
        "by": [
          "verifier"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "verified",
          "partially_verified",
          "unverifiable",
          "refuted"
        ],
        "to": "reopened",
        "by": [
          "verifier"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "archive",
        "from": [
          "verified",
          "partially_verified",
          "unverifiable",
          "refuted"
        ],
        "to": "archived",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "merge",
        "from": [
          "reported",
          "registered",
          "triaged",
          "under_verification",
          "reopened"
        ],
        "to": "archived",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": [
          "reason",
          "merged_into"
        ]
      },
      {
        "name": "amend",
        "from": [
          "reported",
          "registered",
          "triaged",
          "under_verification",
          "reopened",
          "verified",
          "partially_verified",
          "unverifiable",
          "refuted"
        ],
        "to": "",
        "by": [
          "desk",
          "verifier",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "happened_at",
        "name": "happened_at",
        "kind": "moment",
        "question": "When did it happen?",
        "hint": "A day, or an instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where did it happen?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of incident?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "incident_kind"
      },
      {
        "path": "secondary",
        "name": "secondary",
        "kind": "codes",
        "question": "What else was it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "incident_kind"
      },
      {
        "path": "title",
        "name": "title",
        "kind": "line",
        "question": "In a few words",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What is held to have happened?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "reports",
        "name": "reports",
        "kind": "refs",
        "question": "Which reports tell of it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "report"
      },
      {
        "path": "parties",
        "name": "parties",
        "kind": "group",
        "question": "Who took part, and how sure is that?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "parties[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Who?",
            "hint": "A party code of the mission, or the name as it was said",
            "required": true,
            "repeats": false
          },
          {
            "path": "parties[].role",
            "name": "role",
            "kind": "code",
            "question": "In which role?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "party_role",
            "default": "unknown"
          },
          {
            "path": "parties[].confidence",
            "name": "confidence",
            "kind": "code",
            "question": "How sure is that?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "confidence"
          }
        ]
      },
      {
        "path": "deaths",
        "name": "deaths",
        "kind": "group",
        "question": "People killed",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "deaths.a",
            "name": "a",
            "kind": "count",
            "question": "Deaths on side A",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.b",
            "name": "b",
            "kind": "count",
            "question": "Deaths on side B",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.civilians",
            "name": "civilians",
            "kind": "count",
            "question": "Civilian deaths",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.unknown",
            "name": "unknown",
            "kind": "count",
            "question": "Deaths of people not known to belong to a side",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.low",
            "name": "low",
            "kind": "count",
            "question": "Deaths, lowest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.best",
            "name": "best",
            "kind": "count",
            "question": "Deaths, best estimate",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "deaths.high",
            "name": "high",
            "kind": "count",
            "question": "Deaths, highest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "injured",
        "name": "injured",
        "kind": "group",
        "question": "People injured",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "injured.low",
            "name": "low",
            "kind": "count",
            "question": "Lowest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "injured.best",
            "name": "best",
            "kind": "count",
            "question": "Best estimate",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "injured.high",
            "name": "high",
            "kind": "count",
            "question": "Highest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "children",
        "name": "children",
        "kind": "count",
        "question": "Children among them",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "women",
        "name": "women",
        "kind": "count",
        "question": "Women among them",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "admin1",
        "name": "admin1",
        "kind": "line",
        "question": "First-order area",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "admin2",
        "name": "admin2",
        "kind": "line",
        "question": "Second-order area",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "clarity",
        "name": "clarity",
        "kind": "code",
        "question": "One event, or a total of several?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "clarity"
      },
      {
        "path": "severity",
        "name": "severity",
        "kind": "code",
        "question": "How severe?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "severity"
      },
      {
        "path": "reliability",
        "name": "reliability",
        "kind": "code",
        "question": "Best source's reliability",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "reliability",
        "default": "F"
      },
      {
        "path": "credibility",
        "name": "credibility",
        "kind": "code",
        "question": "How credible is the account?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "credibility",
        "default": "6"
      },
      {
        "path": "sensitivity",
        "name": "sensitivity",
        "kind": "code",
        "question": "How sensitive is this record?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      },
      {
        "path": "merged_into",
        "name": "merged_into",
        "kind": "ref",
        "question": "Which incident is it the same as?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "attachments",
        "name": "attachments",
        "kind": "group",
        "question": "Which files belong to it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "attachments[].file",
            "name": "file",
            "kind": "file",
            "question": "Which file?",
            "hint": "Its SHA-256; the file is sent first",
            "required": true,
            "repeats": false
          },
          {
            "path": "attachments[].name",
            "name": "name",
            "kind": "line",
            "question": "What is it called?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].caption",
            "name": "caption",
            "kind": "line",
            "question": "What does it show?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].media",
            "name": "media",
            "kind": "line",
            "question": "What type is it, by its bytes?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].size",
            "name": "size",
            "kind": "count",
            "question": "How many bytes has it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attachments[].shared",
            "name": "shared",
            "kind": "file",
            "question": "Which copy may be shared?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "links",
        "name": "links",
        "kind": "refs",
        "question": "Which incidents belong to it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      }
    ]
  },
  "site": {
    "name": "site",
    "prefix": "SIT",
    "about": "A place of the mission's own: headquarters, camp, post, station.",
    "place": "place",
    "when": "active",
    "what": "kind",
    "states": [
      "held",
      "closed"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "desk",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "close",
        "from": [
          "held"
        ],
        "to": "closed",
        "by": [
          "desk"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "name",
        "name": "name",
        "kind": "line",
        "question": "What is it called?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of site?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "site_type"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where is it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "tenants",
        "name": "tenants",
        "kind": "group",
        "question": "Who is there?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "tenants[].contributor",
            "name": "contributor",
            "kind": "line",
            "question": "Which contributor?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "tenants[].kind",
            "name": "kind",
            "kind": "code",
            "question": "Which type of unit?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "unit_type"
          },
          {
            "path": "tenants[].strength",
            "name": "strength",
            "kind": "count",
            "question": "How many people?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "active",
        "name": "active",
        "kind": "moment",
        "question": "From when to when?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "role",
        "name": "role",
        "kind": "line",
        "question": "What is it for?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "sector",
        "name": "sector",
        "kind": "line",
        "question": "In which sector?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else is known?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "source",
        "name": "source",
        "kind": "line",
        "question": "Which source?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "reliability",
        "name": "reliability",
        "kind": "code",
        "question": "How reliable is the source?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "reliability",
        "default": "F"
      },
      {
        "path": "credibility",
        "name": "credibility",
        "kind": "code",
        "question": "How credible is it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "credibility",
        "default": "6"
      },
      {
        "path": "sensitivity",
        "name": "sensitivity",
        "kind": "code",
        "question": "How sensitive is this record?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "3"
      }
    ]
  },
  "unit": {
    "name": "unit",
    "prefix": "UNT",
    "about": "A body of people: a force, a contingent, a company, a police unit.",
    "place": "place",
    "when": null,
    "what": "kind",
    "states": [
      "held",
      "closed"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "desk",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "close",
        "from": [
          "held"
        ],
        "to": "closed",
        "by": [
          "desk"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "name",
        "name": "name",
        "kind": "line",
        "question": "What is it called?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What type of unit?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "unit_type"
      },
      {
        "path": "contributor",
        "name": "contributor",
        "kind": "line",
        "question": "Who contributes it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "parent",
        "name": "parent",
        "kind": "ref",
        "question": "Part of which unit?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "unit"
      },
      {
        "path": "based_at",
        "name": "based_at",
        "kind": "ref",
        "question": "Based at which site?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "site"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where is it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "strengths",
        "name": "strengths",
        "kind": "group",
        "question": "How strong was it, and when?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "strengths[].at",
            "name": "at",
            "kind": "moment",
            "question": "At which date?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "strengths[].military",
            "name": "military",
            "kind": "count",
            "question": "Military personnel",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "strengths[].police",
            "name": "police",
            "kind": "count",
            "question": "Police personnel",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "strengths[].civilians",
            "name": "civilians",
            "kind": "count",
            "question": "Civilian personnel",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "strengths[].note",
            "name": "note",
            "kind": "line",
            "question": "What does the number mean?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "strengths[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "strengths[].reliability",
            "name": "reliability",
            "kind": "code",
            "question": "How reliable is the source?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "reliability",
            "default": "F"
          },
          {
            "path": "strengths[].credibility",
            "name": "credibility",
            "kind": "code",
            "question": "How credible is it?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "credibility",
            "default": "6"
          }
        ]
      },
      {
        "path": "source",
        "name": "source",
        "kind": "line",
        "question": "Which source?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else is known?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "sensitivity",
        "name": "sensitivity",
        "kind": "code",
        "question": "How sensitive is this record?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "3"
      }
    ]
  },
  "asset": {
    "name": "asset",
    "prefix": "AST",
    "about": "A thing the mission counts on: vehicles, aircraft, boats, engineering plant.",
    "place": "place",
    "when": "at",
    "what": "kind",
    "states": [
      "held",
      "closed"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "desk",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "close",
        "from": [
          "held"
        ],
        "to": "closed",
        "by": [
          "desk"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "name",
        "name": "name",
        "kind": "line",
        "question": "What is it?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What type of asset?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "asset_type"
      },
      {
        "path": "owner",
        "name": "owner",
        "kind": "line",
        "question": "Which contingent owns it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "unit",
        "name": "unit",
        "kind": "ref",
        "question": "Which unit uses it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "unit"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where is it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "agreed",
        "name": "agreed",
        "kind": "count",
        "question": "How many are agreed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "present",
        "name": "present",
        "kind": "count",
        "question": "How many are present?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "serviceable",
        "name": "serviceable",
        "kind": "count",
        "question": "How many are serviceable?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "Counted when?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else is known?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "source",
        "name": "source",
        "kind": "line",
        "question": "Which source?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "sensitivity",
        "name": "sensitivity",
        "kind": "code",
        "question": "How sensitive is this record?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "3"
      }
    ]
  },
  "folder": {
    "name": "folder",
    "prefix": "FLD",
    "about": "The mission folder as it was read: later opinions name it as the text they were made under.",
    "place": null,
    "when": null,
    "what": null,
    "states": [
      "loaded"
    ],
    "steps": [
      {
        "name": "load",
        "from": [],
        "to": "loaded",
        "by": [
          "machine"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "loaded"
        ],
        "to": "",
        "by": [
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "mission",
        "name": "mission",
        "kind": "line",
        "question": "Which mission?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "files",
        "name": "files",
        "kind": "group",
        "question": "Which files, with which digests?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "files[].path",
            "name": "path",
            "kind": "line",
            "question": "Which file?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "files[].sha256",
            "name": "sha256",
            "kind": "line",
            "question": "Its SHA-256 digest",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      }
    ]
  }
} as const satisfies Record<string, RegisterInfo>;
