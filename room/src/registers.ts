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
        "path": "split",
        "name": "split",
        "kind": "group",
        "question": "By whom how many of them?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "split[].actor",
            "name": "actor",
            "kind": "line",
            "question": "By whom?",
            "hint": "A party code of the mission, the name as it was said, or unknown",
            "required": true,
            "repeats": false
          },
          {
            "path": "split[].count",
            "name": "count",
            "kind": "count",
            "question": "How many?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "count_before",
        "name": "count_before",
        "kind": "count",
        "question": "How many in the period before?",
        "hint": "",
        "required": false,
        "repeats": false
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
        "path": "weapons",
        "name": "weapons",
        "kind": "codes",
        "question": "Which classes of weapon?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "weapon_class"
      },
      {
        "path": "count",
        "name": "count",
        "kind": "group",
        "question": "How many of them?",
        "hint": "Shots, flights, vehicles; or the total's number",
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
        "path": "split",
        "name": "split",
        "kind": "group",
        "question": "By whom how many of them?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "split[].actor",
            "name": "actor",
            "kind": "line",
            "question": "By whom?",
            "hint": "A party code of the mission, the name as it was said, or unknown",
            "required": true,
            "repeats": false
          },
          {
            "path": "split[].count",
            "name": "count",
            "kind": "count",
            "question": "How many?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "count_before",
        "name": "count_before",
        "kind": "count",
        "question": "How many in the period before?",
        "hint": "",
        "required": false,
        "repeats": false
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
  "agreement": {
    "name": "agreement",
    "prefix": "AGR",
    "about": "What was agreed, by whom, when; the clauses are its provisions.",
    "place": null,
    "when": "effective",
    "what": "ceasefire_class",
    "states": [
      "proposed",
      "effective",
      "initialled",
      "signed",
      "extended",
      "suspended",
      "lapsed",
      "collapsed",
      "superseded",
      "completed"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "proposed",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "enter",
        "from": [],
        "to": "effective",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "initial",
        "from": [
          "proposed"
        ],
        "to": "initialled",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "initialled"
        ]
      },
      {
        "name": "sign",
        "from": [
          "proposed",
          "initialled"
        ],
        "to": "signed",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "signed"
        ]
      },
      {
        "name": "effect",
        "from": [
          "proposed",
          "initialled",
          "signed"
        ],
        "to": "effective",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "effective"
        ]
      },
      {
        "name": "extend",
        "from": [
          "effective",
          "extended"
        ],
        "to": "extended",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "changes"
        ]
      },
      {
        "name": "suspend",
        "from": [
          "effective",
          "extended"
        ],
        "to": "suspended",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "pauses"
        ]
      },
      {
        "name": "resume",
        "from": [
          "suspended"
        ],
        "to": "effective",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "pauses"
        ]
      },
      {
        "name": "lapse",
        "from": [
          "effective",
          "extended",
          "suspended"
        ],
        "to": "lapsed",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until"
        ]
      },
      {
        "name": "collapse",
        "from": [
          "effective",
          "extended",
          "suspended"
        ],
        "to": "collapsed",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until",
          "reason"
        ]
      },
      {
        "name": "supersede",
        "from": [
          "effective",
          "extended",
          "suspended"
        ],
        "to": "superseded",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until"
        ]
      },
      {
        "name": "complete",
        "from": [
          "effective",
          "extended"
        ],
        "to": "completed",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until"
        ]
      },
      {
        "name": "amend",
        "from": [
          "proposed",
          "initialled",
          "signed",
          "effective",
          "extended",
          "suspended",
          "lapsed",
          "collapsed",
          "superseded",
          "completed"
        ],
        "to": "",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "code",
        "name": "code",
        "kind": "line",
        "question": "Under which code?",
        "hint": "Short and unique, such as A1",
        "required": true,
        "repeats": false
      },
      {
        "path": "title",
        "name": "title",
        "kind": "line",
        "question": "What is it called?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "parties",
        "name": "parties",
        "kind": "group",
        "question": "Who is party to it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "parties[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Who?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "parties[].contested",
            "name": "contested",
            "kind": "flag",
            "question": "Is it contested that it binds them?",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": false
          },
          {
            "path": "parties[].note",
            "name": "note",
            "kind": "line",
            "question": "What is to be said of it?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "third_parties",
        "name": "third_parties",
        "kind": "line",
        "question": "Who witnessed, mediated or guarantees it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "ceasefire_class",
        "name": "ceasefire_class",
        "kind": "code",
        "question": "Which class of ceasefire?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "ceasefire_class"
      },
      {
        "path": "purposes",
        "name": "purposes",
        "kind": "codes",
        "question": "For which purposes?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "ceasefire_purpose"
      },
      {
        "path": "written",
        "name": "written",
        "kind": "code",
        "question": "Is it in writing?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "written"
      },
      {
        "path": "mechanism",
        "name": "mechanism",
        "kind": "flag",
        "question": "Does it set up a compliance mechanism?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "stage",
        "name": "stage",
        "kind": "code",
        "question": "Which stage of a peace process?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "pax_stage"
      },
      {
        "path": "pax_id",
        "name": "pax_id",
        "kind": "line",
        "question": "Its number in PA-X",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "cf_id",
        "name": "cf_id",
        "kind": "line",
        "question": "Its id in the ETH/PRIO ceasefire data",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "initialled",
        "name": "initialled",
        "kind": "moment",
        "question": "When was it initialled or agreed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "signed",
        "name": "signed",
        "kind": "moment",
        "question": "When was it signed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "effective",
        "name": "effective",
        "kind": "moment",
        "question": "Since when does it hold?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "until",
        "name": "until",
        "kind": "moment",
        "question": "Until when does it hold?",
        "hint": "Empty: no end is known",
        "required": false,
        "repeats": false
      },
      {
        "path": "pauses",
        "name": "pauses",
        "kind": "group",
        "question": "When was it suspended?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "pauses[].since",
            "name": "since",
            "kind": "moment",
            "question": "Since when does it not hold?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "pauses[].until",
            "name": "until",
            "kind": "moment",
            "question": "Until when?",
            "hint": "Empty: it still does not hold",
            "required": false,
            "repeats": false
          },
          {
            "path": "pauses[].by",
            "name": "by",
            "kind": "line",
            "question": "Who suspended it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "pauses[].note",
            "name": "note",
            "kind": "line",
            "question": "For which reason?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "changes",
        "name": "changes",
        "kind": "group",
        "question": "What was extended, renewed, amended?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "changes[].on",
            "name": "on",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "changes[].what",
            "name": "what",
            "kind": "line",
            "question": "What was changed?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "changes[].until",
            "name": "until",
            "kind": "moment",
            "question": "In force until when, after it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "changes[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "area",
        "name": "area",
        "kind": "line",
        "question": "For which area?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What is to be known of it?",
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
        "path": "doubt",
        "name": "doubt",
        "kind": "line",
        "question": "What about it is doubtful?",
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
        "default": "1"
      }
    ]
  },
  "provision": {
    "name": "provision",
    "prefix": "PRV",
    "about": "One clause: whom it binds, when and where it holds, and what would keep or break it.",
    "place": null,
    "when": "since",
    "what": "provision_class",
    "states": [
      "agreed",
      "in_force",
      "breached_partly",
      "breached_materially",
      "suspended",
      "expired",
      "superseded",
      "terminated",
      "fulfilled"
    ],
    "steps": [
      {
        "name": "agree",
        "from": [],
        "to": "agreed",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "enter",
        "from": [],
        "to": "in_force",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "put_in_force",
        "from": [
          "agreed"
        ],
        "to": "in_force",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "since"
        ]
      },
      {
        "name": "suspend",
        "from": [
          "in_force",
          "breached_partly",
          "breached_materially"
        ],
        "to": "suspended",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "pauses"
        ]
      },
      {
        "name": "resume",
        "from": [
          "suspended"
        ],
        "to": "in_force",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "pauses"
        ]
      },
      {
        "name": "note_partial_breach",
        "from": [
          "in_force",
          "breached_materially"
        ],
        "to": "breached_partly",
        "by": [
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "note_material_breach",
        "from": [
          "in_force",
          "breached_partly"
        ],
        "to": "breached_materially",
        "by": [
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "restore",
        "from": [
          "breached_partly",
          "breached_materially"
        ],
        "to": "in_force",
        "by": [
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "expire",
        "from": [
          "agreed",
          "in_force",
          "suspended",
          "breached_partly",
          "breached_materially"
        ],
        "to": "expired",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until"
        ]
      },
      {
        "name": "supersede",
        "from": [
          "agreed",
          "in_force",
          "suspended",
          "breached_partly",
          "breached_materially"
        ],
        "to": "superseded",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until"
        ]
      },
      {
        "name": "terminate",
        "from": [
          "agreed",
          "in_force",
          "suspended",
          "breached_partly",
          "breached_materially"
        ],
        "to": "terminated",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until",
          "reason"
        ]
      },
      {
        "name": "fulfil",
        "from": [
          "agreed",
          "in_force",
          "suspended",
          "breached_partly",
          "breached_materially"
        ],
        "to": "fulfilled",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "until",
          "basis"
        ]
      },
      {
        "name": "amend",
        "from": [
          "agreed",
          "in_force",
          "suspended",
          "breached_partly",
          "breached_materially",
          "expired",
          "superseded",
          "terminated",
          "fulfilled"
        ],
        "to": "",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "code",
        "name": "code",
        "kind": "line",
        "question": "Under which code?",
        "hint": "Short and unique, such as A1.FRZ or P-3.1",
        "required": true,
        "repeats": false
      },
      {
        "path": "agreement",
        "name": "agreement",
        "kind": "ref",
        "question": "Of which agreement?",
        "hint": "",
        "required": true,
        "repeats": false,
        "register": "agreement"
      },
      {
        "path": "article",
        "name": "article",
        "kind": "line",
        "question": "Which article or paragraph?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "provision_class",
        "name": "provision_class",
        "kind": "code",
        "question": "Which class of clause?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "provision_class"
      },
      {
        "path": "title",
        "name": "title",
        "kind": "line",
        "question": "In a few words",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "text",
        "name": "text",
        "kind": "text",
        "question": "In which words?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "bound",
        "name": "bound",
        "kind": "group",
        "question": "Whom does it bind?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "bound[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Who?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "bound[].contested",
            "name": "contested",
            "kind": "flag",
            "question": "Is it contested that it binds them?",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": false
          },
          {
            "path": "bound[].note",
            "name": "note",
            "kind": "line",
            "question": "What is to be said of it?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "since",
        "name": "since",
        "kind": "moment",
        "question": "Since when is it in force?",
        "hint": "Empty: since the agreement is",
        "required": false,
        "repeats": false
      },
      {
        "path": "until",
        "name": "until",
        "kind": "moment",
        "question": "Until when?",
        "hint": "Empty: as long as the agreement",
        "required": false,
        "repeats": false
      },
      {
        "path": "pauses",
        "name": "pauses",
        "kind": "group",
        "question": "When was it suspended?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "pauses[].since",
            "name": "since",
            "kind": "moment",
            "question": "Since when does it not hold?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "pauses[].until",
            "name": "until",
            "kind": "moment",
            "question": "Until when?",
            "hint": "Empty: it still does not hold",
            "required": false,
            "repeats": false
          },
          {
            "path": "pauses[].by",
            "name": "by",
            "kind": "line",
            "question": "Who suspended it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "pauses[].note",
            "name": "note",
            "kind": "line",
            "question": "For which reason?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "changes",
        "name": "changes",
        "kind": "group",
        "question": "What was extended, renewed, amended?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "changes[].on",
            "name": "on",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "changes[].what",
            "name": "what",
            "kind": "line",
            "question": "What was changed?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "changes[].until",
            "name": "until",
            "kind": "moment",
            "question": "In force until when, after it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "changes[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "ground",
        "name": "ground",
        "kind": "group",
        "question": "On which ground does it hold?",
        "hint": "Empty: everywhere",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "ground[].zone",
            "name": "zone",
            "kind": "line",
            "question": "Which zone or line of the map?",
            "hint": "Its code; CFL-N-* stands for all that begin so",
            "required": true,
            "repeats": false
          },
          {
            "path": "ground[].held_by",
            "name": "held_by",
            "kind": "line",
            "question": "Whose version is it?",
            "hint": "Empty: agreed by all",
            "required": false,
            "repeats": false
          },
          {
            "path": "ground[].own_side",
            "name": "own_side",
            "kind": "code",
            "question": "On which side of the line is whom it binds at home?",
            "hint": "Only for lines",
            "required": false,
            "repeats": false,
            "codes": "own_side"
          }
        ]
      },
      {
        "path": "exceptions",
        "name": "exceptions",
        "kind": "group",
        "question": "With which exceptions?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "exceptions[].actor",
            "name": "actor",
            "kind": "line",
            "question": "For whom?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "exceptions[].zone",
            "name": "zone",
            "kind": "line",
            "question": "In which zone?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "exceptions[].kind",
            "name": "kind",
            "kind": "code",
            "question": "For which kind?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "incident_kind"
          },
          {
            "path": "exceptions[].since",
            "name": "since",
            "kind": "moment",
            "question": "From when?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "exceptions[].until",
            "name": "until",
            "kind": "moment",
            "question": "Until when?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "exceptions[].note",
            "name": "note",
            "kind": "line",
            "question": "In which words?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "verifier",
        "name": "verifier",
        "kind": "line",
        "question": "Who verifies it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "manual",
        "name": "manual",
        "kind": "flag",
        "question": "Do people alone judge it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "term",
        "name": "term",
        "kind": "code",
        "question": "Which term does a machine check?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "term"
      },
      {
        "path": "kinds",
        "name": "kinds",
        "kind": "codes",
        "question": "Which kinds of incident touch it?",
        "hint": "Empty: those of the term",
        "required": false,
        "repeats": false,
        "codes": "incident_kind"
      },
      {
        "path": "weapons",
        "name": "weapons",
        "kind": "codes",
        "question": "Which classes of weapon?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "weapon_class"
      },
      {
        "path": "distance_m",
        "name": "distance_m",
        "kind": "number",
        "question": "Withdrawn how far from the line?",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "m",
        "low": 0,
        "high": 10000000.0
      },
      {
        "path": "activity",
        "name": "activity",
        "kind": "code",
        "question": "What is to be notified?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "activity"
      },
      {
        "path": "notice_h",
        "name": "notice_h",
        "kind": "number",
        "question": "How many hours ahead?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "due",
        "name": "due",
        "kind": "moment",
        "question": "By which date?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "guidance",
        "name": "guidance",
        "kind": "text",
        "question": "What should people look at when they judge it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "standing",
        "name": "standing",
        "kind": "flag",
        "question": "Is a breach open until it is restored?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
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
        "path": "doubt",
        "name": "doubt",
        "kind": "line",
        "question": "What about it is doubtful?",
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
        "default": "1"
      }
    ]
  },
  "baseline": {
    "name": "baseline",
    "prefix": "POS",
    "about": "A position as it was agreed or surveyed to be, and how it was found since.",
    "place": "place",
    "when": "as_of",
    "what": "status",
    "states": [
      "held",
      "dropped"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "survey",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": [
          "surveys"
        ]
      },
      {
        "name": "amend",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "head",
          "desk",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "drop",
        "from": [
          "held"
        ],
        "to": "dropped",
        "by": [
          "head",
          "desk"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "code",
        "name": "code",
        "kind": "line",
        "question": "Under which code?",
        "hint": "",
        "required": true,
        "repeats": false
      },
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
        "path": "actor",
        "name": "actor",
        "kind": "line",
        "question": "Whose position?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
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
        "path": "radius_m",
        "name": "radius_m",
        "kind": "number",
        "question": "How far from there is it still the same position?",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "m",
        "low": 0,
        "high": 10000000.0
      },
      {
        "path": "agreement",
        "name": "agreement",
        "kind": "ref",
        "question": "Of which agreement's baseline?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "agreement"
      },
      {
        "path": "as_of",
        "name": "as_of",
        "kind": "moment",
        "question": "As it was when?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "status",
        "name": "status",
        "kind": "code",
        "question": "How was it then?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "position_status",
        "default": "unknown"
      },
      {
        "path": "strength",
        "name": "strength",
        "kind": "count",
        "question": "How many people were agreed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "surveys",
        "name": "surveys",
        "kind": "group",
        "question": "How was it found since?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "surveys[].at",
            "name": "at",
            "kind": "moment",
            "question": "When was it looked at?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "surveys[].status",
            "name": "status",
            "kind": "code",
            "question": "How was it found?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "position_status"
          },
          {
            "path": "surveys[].strength",
            "name": "strength",
            "kind": "count",
            "question": "How many people?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "surveys[].source",
            "name": "source",
            "kind": "line",
            "question": "Who says so?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "surveys[].note",
            "name": "note",
            "kind": "line",
            "question": "What else?",
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
        "question": "What is to be known of it?",
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
        "path": "doubt",
        "name": "doubt",
        "kind": "line",
        "question": "What about it is doubtful?",
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
        "default": "2"
      }
    ]
  },
  "notification": {
    "name": "notification",
    "prefix": "NTF",
    "about": "A party says beforehand what it will do; to acknowledge it gives no permission.",
    "place": "place",
    "when": "starts",
    "what": "activity",
    "states": [
      "received",
      "acknowledged",
      "questioned",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "receive",
        "from": [],
        "to": "received",
        "by": [
          "desk",
          "liaison",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "acknowledge",
        "from": [
          "received"
        ],
        "to": "acknowledged",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": []
      },
      {
        "name": "question",
        "from": [
          "received",
          "acknowledged"
        ],
        "to": "questioned",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "answer",
        "from": [
          "questioned"
        ],
        "to": "acknowledged",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": []
      },
      {
        "name": "withdraw",
        "from": [
          "received",
          "acknowledged",
          "questioned"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "received",
          "acknowledged",
          "questioned"
        ],
        "to": "",
        "by": [
          "desk",
          "liaison",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "actor",
        "name": "actor",
        "kind": "line",
        "question": "Who announces it?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
      },
      {
        "path": "activity",
        "name": "activity",
        "kind": "code",
        "question": "What is announced?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "activity"
      },
      {
        "path": "starts",
        "name": "starts",
        "kind": "moment",
        "question": "When will it be?",
        "hint": "From and to",
        "required": true,
        "repeats": false
      },
      {
        "path": "given_at",
        "name": "given_at",
        "kind": "moment",
        "question": "When was it announced?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "In which zone?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "In which words?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "source",
        "name": "source",
        "kind": "line",
        "question": "By which way did it come?",
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
        "default": "2"
      }
    ]
  },
  "convoy": {
    "name": "convoy",
    "prefix": "CVY",
    "about": "A movement of aid or of the mission that was told to the parties, along its checkpoints to its end. To acknowledge it gives no permission.",
    "place": "origin",
    "when": "starts",
    "what": "kind",
    "states": [
      "draft",
      "submitted",
      "questioned",
      "acknowledged",
      "active",
      "delayed",
      "denied",
      "attacked",
      "turned_back",
      "arrived",
      "closed",
      "cancelled"
    ],
    "steps": [
      {
        "name": "draft",
        "from": [],
        "to": "draft",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": []
      },
      {
        "name": "submit",
        "from": [
          "draft"
        ],
        "to": "submitted",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "submitted"
        ]
      },
      {
        "name": "acknowledge",
        "from": [
          "submitted",
          "questioned"
        ],
        "to": "acknowledged",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": []
      },
      {
        "name": "question",
        "from": [
          "submitted",
          "acknowledged"
        ],
        "to": "questioned",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "answer",
        "from": [
          "questioned"
        ],
        "to": "submitted",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "submitted"
        ]
      },
      {
        "name": "depart",
        "from": [
          "submitted",
          "acknowledged",
          "questioned"
        ],
        "to": "active",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "departed"
        ]
      },
      {
        "name": "pass_checkpoint",
        "from": [
          "active",
          "delayed"
        ],
        "to": "active",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "passages"
        ]
      },
      {
        "name": "delay",
        "from": [
          "active"
        ],
        "to": "delayed",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "deny",
        "from": [
          "active",
          "delayed"
        ],
        "to": "denied",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "stopped_at"
        ]
      },
      {
        "name": "attack",
        "from": [
          "active",
          "delayed",
          "denied"
        ],
        "to": "attacked",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "stopped_at"
        ]
      },
      {
        "name": "resume",
        "from": [
          "delayed",
          "denied",
          "attacked"
        ],
        "to": "active",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": []
      },
      {
        "name": "turn_back",
        "from": [
          "active",
          "delayed",
          "denied",
          "attacked"
        ],
        "to": "turned_back",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "arrive",
        "from": [
          "active",
          "delayed",
          "denied",
          "attacked"
        ],
        "to": "arrived",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "arrived"
        ]
      },
      {
        "name": "close",
        "from": [
          "arrived",
          "turned_back"
        ],
        "to": "closed",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": []
      },
      {
        "name": "cancel",
        "from": [
          "draft",
          "submitted",
          "acknowledged",
          "questioned"
        ],
        "to": "cancelled",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "draft",
          "submitted",
          "acknowledged",
          "questioned",
          "active",
          "delayed",
          "denied",
          "attacked",
          "turned_back",
          "arrived"
        ],
        "to": "",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head",
          "observer"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of movement?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "convoy_kind"
      },
      {
        "path": "organisation",
        "name": "organisation",
        "kind": "line",
        "question": "Whose is it?",
        "hint": "It informs; to acknowledge it gives no permission and no guarantee",
        "required": true,
        "repeats": false
      },
      {
        "path": "notified",
        "name": "notified",
        "kind": "line",
        "question": "Which party is told?",
        "hint": "A party code of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "submitted",
        "name": "submitted",
        "kind": "moment",
        "question": "When was it passed on?",
        "hint": "An instant with its offset",
        "required": false,
        "repeats": false
      },
      {
        "path": "emergency",
        "name": "emergency",
        "kind": "flag",
        "question": "Is it an emergency?",
        "hint": "Then 24 hours ahead do, not 48; say which one",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "emergency_words",
        "name": "emergency_words",
        "kind": "line",
        "question": "Which emergency?",
        "hint": "",
        "required": false,
        "repeats": false,
        "when": {
          "field": "emergency",
          "is": [
            true
          ]
        }
      },
      {
        "path": "starts",
        "name": "starts",
        "kind": "moment",
        "question": "When is it to leave?",
        "hint": "An instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "ends",
        "name": "ends",
        "kind": "moment",
        "question": "When is it to arrive?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "origin",
        "name": "origin",
        "kind": "place",
        "question": "From where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "destination",
        "name": "destination",
        "kind": "place",
        "question": "Where to?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "route",
        "name": "route",
        "kind": "text",
        "question": "By which way?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "path",
        "name": "path",
        "kind": "shape",
        "question": "Its way on the map",
        "hint": "Well-Known Text of a line",
        "required": false,
        "repeats": false
      },
      {
        "path": "vehicles",
        "name": "vehicles",
        "kind": "count",
        "question": "How many vehicles?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "plates",
        "name": "plates",
        "kind": "text",
        "question": "Which plates?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "people",
        "name": "people",
        "kind": "count",
        "question": "How many people?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "cargo",
        "name": "cargo",
        "kind": "text",
        "question": "With what on board?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "marks",
        "name": "marks",
        "kind": "line",
        "question": "How is it marked?",
        "hint": "Logos, flags, roof markings",
        "required": false,
        "repeats": false
      },
      {
        "path": "escort",
        "name": "escort",
        "kind": "code",
        "question": "With which escort?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "escort",
        "default": "none"
      },
      {
        "path": "escort_asked_by",
        "name": "escort_asked_by",
        "kind": "line",
        "question": "Who asked for the escort?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "passages",
        "name": "passages",
        "kind": "group",
        "question": "Along which checkpoints?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "passages[].checkpoint",
            "name": "checkpoint",
            "kind": "line",
            "question": "Which checkpoint?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "passages[].party",
            "name": "party",
            "kind": "line",
            "question": "Who holds it?",
            "hint": "A party code of the mission, or unknown",
            "required": false,
            "repeats": false
          },
          {
            "path": "passages[].place",
            "name": "place",
            "kind": "place",
            "question": "Where?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "passages[].came",
            "name": "came",
            "kind": "moment",
            "question": "When did it come there?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "passages[].passed",
            "name": "passed",
            "kind": "moment",
            "question": "When did it go on?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "passages[].outcome",
            "name": "outcome",
            "kind": "code",
            "question": "What happened?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "passage",
            "default": "expected"
          },
          {
            "path": "passages[].note",
            "name": "note",
            "kind": "line",
            "question": "In a few words",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "departed",
        "name": "departed",
        "kind": "moment",
        "question": "When did it leave?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "stopped_at",
        "name": "stopped_at",
        "kind": "moment",
        "question": "When was it stopped?",
        "hint": "From and to, if it lasted",
        "required": false,
        "repeats": false
      },
      {
        "path": "stopped_by",
        "name": "stopped_by",
        "kind": "line",
        "question": "By which party?",
        "hint": "A party code of the mission, or unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "reason_given",
        "name": "reason_given",
        "kind": "line",
        "question": "Which reason was given?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "Which incident was it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "arrived",
        "name": "arrived",
        "kind": "moment",
        "question": "When did it arrive?",
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
      }
    ]
  },
  "static_site": {
    "name": "static_site",
    "prefix": "SPS",
    "about": "A place of those who help, told to the parties until a day; after its end its coordinates are to be erased. To acknowledge it gives no permission.",
    "place": "place",
    "when": "expires",
    "what": "kind",
    "states": [
      "draft",
      "submitted",
      "questioned",
      "acknowledged",
      "closed"
    ],
    "steps": [
      {
        "name": "draft",
        "from": [],
        "to": "draft",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": []
      },
      {
        "name": "submit",
        "from": [
          "draft"
        ],
        "to": "submitted",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "submitted"
        ]
      },
      {
        "name": "acknowledge",
        "from": [
          "submitted",
          "questioned"
        ],
        "to": "acknowledged",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": []
      },
      {
        "name": "question",
        "from": [
          "submitted",
          "acknowledged"
        ],
        "to": "questioned",
        "by": [
          "desk",
          "liaison"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "answer",
        "from": [
          "questioned"
        ],
        "to": "submitted",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "submitted"
        ]
      },
      {
        "name": "renew",
        "from": [
          "submitted",
          "acknowledged",
          "questioned"
        ],
        "to": "submitted",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "submitted",
          "expires"
        ]
      },
      {
        "name": "close",
        "from": [
          "draft",
          "submitted",
          "acknowledged",
          "questioned"
        ],
        "to": "closed",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "draft",
          "submitted",
          "acknowledged",
          "questioned"
        ],
        "to": "",
        "by": [
          "desk",
          "liaison",
          "planner",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of place?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "static_site_kind"
      },
      {
        "path": "organisation",
        "name": "organisation",
        "kind": "line",
        "question": "Whose is it?",
        "hint": "It informs; to acknowledge it gives no permission and no guarantee",
        "required": true,
        "repeats": false
      },
      {
        "path": "notified",
        "name": "notified",
        "kind": "line",
        "question": "Which party is told?",
        "hint": "A party code of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "submitted",
        "name": "submitted",
        "kind": "moment",
        "question": "When was it passed on?",
        "hint": "An instant with its offset",
        "required": false,
        "repeats": false
      },
      {
        "path": "expires",
        "name": "expires",
        "kind": "moment",
        "question": "Until when does it hold?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where is it?",
        "hint": "Erased when it is closed",
        "required": false,
        "repeats": false
      },
      {
        "path": "area",
        "name": "area",
        "kind": "shape",
        "question": "Which ground is it?",
        "hint": "Well-Known Text of an area",
        "required": false,
        "repeats": false
      },
      {
        "path": "people",
        "name": "people",
        "kind": "count",
        "question": "How many people are there?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "marks",
        "name": "marks",
        "kind": "line",
        "question": "How is it marked?",
        "hint": "Logos, flags, roof markings",
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
      }
    ]
  },
  "meeting": {
    "name": "meeting",
    "prefix": "MTG",
    "about": "One session of a joint body, from its proposal to its follow-up.",
    "place": null,
    "when": "held",
    "what": "session",
    "states": [
      "proposed",
      "agreed",
      "scheduled",
      "postponed",
      "boycotted",
      "held",
      "recorded",
      "followed_up",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "proposed",
        "by": [
          "liaison",
          "desk",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "set_agenda",
        "from": [
          "proposed",
          "agreed",
          "scheduled",
          "postponed"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "agenda"
        ]
      },
      {
        "name": "agree",
        "from": [
          "proposed"
        ],
        "to": "agreed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "schedule",
        "from": [
          "agreed",
          "scheduled",
          "postponed"
        ],
        "to": "scheduled",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "scheduled"
        ]
      },
      {
        "name": "postpone",
        "from": [
          "agreed",
          "scheduled"
        ],
        "to": "postponed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "boycott",
        "from": [
          "scheduled"
        ],
        "to": "boycotted",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "boycotted_by"
        ]
      },
      {
        "name": "convene_again",
        "from": [
          "boycotted"
        ],
        "to": "agreed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "hold",
        "from": [
          "scheduled"
        ],
        "to": "held",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "held",
          "attendance"
        ]
      },
      {
        "name": "note",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "record",
        "from": [
          "held",
          "boycotted"
        ],
        "to": "recorded",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "dissent",
        "from": [
          "held",
          "recorded"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "dissents"
        ]
      },
      {
        "name": "issue",
        "from": [
          "recorded",
          "followed_up"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "papers"
        ]
      },
      {
        "name": "check",
        "from": [
          "recorded",
          "followed_up"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "checks"
        ]
      },
      {
        "name": "follow_up",
        "from": [
          "recorded"
        ],
        "to": "followed_up",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "withdraw",
        "from": [
          "proposed",
          "agreed",
          "scheduled",
          "postponed"
        ],
        "to": "withdrawn",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "proposed",
          "agreed",
          "scheduled",
          "postponed",
          "boycotted",
          "held",
          "recorded",
          "followed_up"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "body",
        "name": "body",
        "kind": "line",
        "question": "Of which body?",
        "hint": "Its code in mission.toml",
        "required": true,
        "repeats": false
      },
      {
        "path": "session",
        "name": "session",
        "kind": "code",
        "question": "Which kind of session?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "session_kind",
        "default": "regular"
      },
      {
        "path": "at_level",
        "name": "at_level",
        "kind": "code",
        "question": "At which level?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "commission_level"
      },
      {
        "path": "track",
        "name": "track",
        "kind": "code",
        "question": "On which track?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "track"
      },
      {
        "path": "scheduled",
        "name": "scheduled",
        "kind": "moment",
        "question": "For when is it set?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "held",
        "name": "held",
        "kind": "moment",
        "question": "When was it held?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "venue",
        "name": "venue",
        "kind": "line",
        "question": "Where does it meet?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "chair",
        "name": "chair",
        "kind": "line",
        "question": "Who chairs it?",
        "hint": "A side or a body; no person's name",
        "required": false,
        "repeats": false
      },
      {
        "path": "attendance",
        "name": "attendance",
        "kind": "group",
        "question": "Who sat at the table?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "attendance[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Which side?",
            "hint": "A party code of the mission, or a side that the body's rules name",
            "required": true,
            "repeats": false
          },
          {
            "path": "attendance[].delegates",
            "name": "delegates",
            "kind": "count",
            "question": "How many delegates?",
            "hint": "0: nobody came",
            "required": false,
            "repeats": false
          },
          {
            "path": "attendance[].mandate",
            "name": "mandate",
            "kind": "line",
            "question": "With which mandate?",
            "hint": "To decide, to report back; no names",
            "required": false,
            "repeats": false
          },
          {
            "path": "attendance[].women",
            "name": "women",
            "kind": "count",
            "question": "How many of them are women?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attendance[].women_speaking",
            "name": "women_speaking",
            "kind": "count",
            "question": "How many women spoke?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attendance[].youth",
            "name": "youth",
            "kind": "count",
            "question": "How many of them are 15 to 29?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "attendance[].youth_speaking",
            "name": "youth_speaking",
            "kind": "count",
            "question": "How many of these spoke?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "languages",
        "name": "languages",
        "kind": "codes",
        "question": "In which languages?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "language"
      },
      {
        "path": "boycotted_by",
        "name": "boycotted_by",
        "kind": "line",
        "question": "Who stayed away?",
        "hint": "Party codes, with commas between them",
        "required": false,
        "repeats": false
      },
      {
        "path": "agenda",
        "name": "agenda",
        "kind": "group",
        "question": "What is on the agenda?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "agenda[].words",
            "name": "words",
            "kind": "line",
            "question": "In a few words",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "agenda[].case",
            "name": "case",
            "kind": "ref",
            "question": "About which case?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "case"
          },
          {
            "path": "agenda[].commitment",
            "name": "commitment",
            "kind": "ref",
            "question": "About which commitment?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "commitment"
          },
          {
            "path": "agenda[].notification",
            "name": "notification",
            "kind": "ref",
            "question": "About which notification?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "notification"
          },
          {
            "path": "agenda[].provision",
            "name": "provision",
            "kind": "ref",
            "question": "About which provision?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "provision"
          },
          {
            "path": "agenda[].outcome",
            "name": "outcome",
            "kind": "code",
            "question": "What came of it?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "item_outcome"
          },
          {
            "path": "agenda[].decision",
            "name": "decision",
            "kind": "text",
            "question": "What was decided?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "agenda[].referred_to",
            "name": "referred_to",
            "kind": "code",
            "question": "Referred up to which level?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "settlement_level"
          }
        ]
      },
      {
        "path": "dissents",
        "name": "dissents",
        "kind": "group",
        "question": "Who dissents?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "dissents[].item",
            "name": "item",
            "kind": "count",
            "question": "On which item?",
            "hint": "Its number on the agenda, from 1",
            "required": true,
            "repeats": false
          },
          {
            "path": "dissents[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Which side?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "dissents[].words",
            "name": "words",
            "kind": "text",
            "question": "In which words?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "next_on",
        "name": "next_on",
        "kind": "moment",
        "question": "When is the next session?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "papers",
        "name": "papers",
        "kind": "group",
        "question": "Which minutes were issued?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "papers[].version",
            "name": "version",
            "kind": "count",
            "question": "Which version?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "papers[].file",
            "name": "file",
            "kind": "file",
            "question": "Which file?",
            "hint": "Its SHA-256",
            "required": true,
            "repeats": false
          },
          {
            "path": "papers[].digest",
            "name": "digest",
            "kind": "line",
            "question": "Which digest of what it says?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "papers[].known_at",
            "name": "known_at",
            "kind": "count",
            "question": "As known at which position?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "checks",
        "name": "checks",
        "kind": "group",
        "question": "What do the sides say of the minutes?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "checks[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Which side?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "checks[].version",
            "name": "version",
            "kind": "count",
            "question": "Which version of the minutes?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "checks[].outcome",
            "name": "outcome",
            "kind": "code",
            "question": "What does it say?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "minutes_check"
          },
          {
            "path": "checks[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "checks[].words",
            "name": "words",
            "kind": "text",
            "question": "With which reservation?",
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
        "question": "What is for the secretariat only?",
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
        "default": "1"
      }
    ]
  },
  "commitment": {
    "name": "commitment",
    "prefix": "CMT",
    "about": "One actor will do one act by one date, and one verifier says whether it was done.",
    "place": null,
    "when": "due",
    "what": "theme",
    "states": [
      "proposed",
      "agreed",
      "blocked",
      "done",
      "withdrawn",
      "superseded"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "proposed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "enter",
        "from": [],
        "to": "agreed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "agreed_on"
        ]
      },
      {
        "name": "agree",
        "from": [
          "proposed"
        ],
        "to": "agreed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "agreed_on"
        ]
      },
      {
        "name": "block",
        "from": [
          "agreed"
        ],
        "to": "blocked",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "unblock",
        "from": [
          "blocked"
        ],
        "to": "agreed",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "verify",
        "from": [
          "agreed",
          "blocked"
        ],
        "to": "done",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "basis",
          "verification"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "done"
        ],
        "to": "agreed",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "code",
        "from": [
          "agreed",
          "blocked",
          "done"
        ],
        "to": "",
        "by": [
          "verifier",
          "analyst",
          "head"
        ],
        "needs": [
          "codings"
        ]
      },
      {
        "name": "extend",
        "from": [
          "agreed",
          "blocked"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "due",
          "reason"
        ]
      },
      {
        "name": "reassign",
        "from": [
          "proposed",
          "agreed",
          "blocked"
        ],
        "to": "",
        "by": [
          "head"
        ],
        "needs": [
          "verifier",
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "proposed",
          "agreed",
          "blocked"
        ],
        "to": "withdrawn",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "supersede",
        "from": [
          "proposed",
          "agreed",
          "blocked"
        ],
        "to": "superseded",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "superseded_by",
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "proposed",
          "agreed",
          "blocked",
          "done"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "actor",
        "name": "actor",
        "kind": "line",
        "question": "Who will do it?",
        "hint": "Exactly one: a party code of the mission, or a body",
        "required": true,
        "repeats": false
      },
      {
        "path": "act",
        "name": "act",
        "kind": "line",
        "question": "What will it do?",
        "hint": "Exactly one act",
        "required": true,
        "repeats": false
      },
      {
        "path": "due",
        "name": "due",
        "kind": "moment",
        "question": "By when?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "verifier",
        "name": "verifier",
        "kind": "line",
        "question": "Who verifies it?",
        "hint": "Exactly one call sign",
        "required": true,
        "repeats": false
      },
      {
        "path": "agreed_on",
        "name": "agreed_on",
        "kind": "moment",
        "question": "When was it agreed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "meeting",
        "name": "meeting",
        "kind": "ref",
        "question": "In which meeting?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "meeting"
      },
      {
        "path": "item",
        "name": "item",
        "kind": "count",
        "question": "Under which item?",
        "hint": "Its number on the agenda, from 1",
        "required": false,
        "repeats": false
      },
      {
        "path": "provision",
        "name": "provision",
        "kind": "ref",
        "question": "Which provision does it serve?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "provision"
      },
      {
        "path": "theme",
        "name": "theme",
        "kind": "code",
        "question": "Of which theme?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "commitment_theme",
        "default": "security"
      },
      {
        "path": "codings",
        "name": "codings",
        "kind": "group",
        "question": "How far is it implemented?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "codings[].score",
            "name": "score",
            "kind": "code",
            "question": "Which score?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "pam_score"
          },
          {
            "path": "codings[].on",
            "name": "on",
            "kind": "moment",
            "question": "When was it coded?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "codings[].coder",
            "name": "coder",
            "kind": "line",
            "question": "Who coded it?",
            "hint": "A call sign, no name",
            "required": true,
            "repeats": false
          },
          {
            "path": "codings[].coding_version",
            "name": "coding_version",
            "kind": "line",
            "question": "By which version of the coding book?",
            "hint": "Such as 578",
            "required": true,
            "repeats": false
          },
          {
            "path": "codings[].basis",
            "name": "basis",
            "kind": "text",
            "question": "On which basis?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "verification",
        "name": "verification",
        "kind": "group",
        "question": "Who found it done?",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "verification.by",
            "name": "by",
            "kind": "line",
            "question": "Who verified it?",
            "hint": "A call sign, no name",
            "required": true,
            "repeats": false
          },
          {
            "path": "verification.at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "verification.found",
            "name": "found",
            "kind": "text",
            "question": "What was found?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "superseded_by",
        "name": "superseded_by",
        "kind": "ref",
        "question": "Which one takes its place?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "commitment"
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else?",
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
        "default": "1"
      }
    ]
  },
  "call": {
    "name": "call",
    "prefix": "CLL",
    "about": "One use of the hotline: which side asked for which, whether it was answered, what came of it.",
    "place": null,
    "when": "at",
    "what": "matter",
    "states": [
      "logged",
      "followed_up"
    ],
    "steps": [
      {
        "name": "log",
        "from": [],
        "to": "logged",
        "by": [
          "liaison",
          "desk",
          "head",
          "observer"
        ],
        "needs": []
      },
      {
        "name": "follow_up",
        "from": [
          "logged"
        ],
        "to": "followed_up",
        "by": [
          "liaison",
          "desk",
          "head",
          "observer"
        ],
        "needs": [
          "follow_up"
        ]
      },
      {
        "name": "amend",
        "from": [
          "logged",
          "followed_up"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head",
          "observer"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "When?",
        "hint": "An instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "from_side",
        "name": "from_side",
        "kind": "line",
        "question": "Which side called?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
      },
      {
        "path": "to_side",
        "name": "to_side",
        "kind": "line",
        "question": "Which side was called?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
      },
      {
        "path": "at_level",
        "name": "at_level",
        "kind": "code",
        "question": "At which level?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "commission_level"
      },
      {
        "path": "matter",
        "name": "matter",
        "kind": "code",
        "question": "What is it about?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "duty_matter",
        "default": "other"
      },
      {
        "path": "text",
        "name": "text",
        "kind": "text",
        "question": "What was said?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "answered",
        "name": "answered",
        "kind": "code",
        "question": "Was it answered?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "call_answer",
        "default": "unknown"
      },
      {
        "path": "answered_min",
        "name": "answered_min",
        "kind": "number",
        "question": "Within how many minutes?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "outcome",
        "name": "outcome",
        "kind": "line",
        "question": "What came of it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "follow_up",
        "name": "follow_up",
        "kind": "line",
        "question": "What was done afterwards?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "case",
        "name": "case",
        "kind": "ref",
        "question": "Which case does it concern?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "case"
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
      }
    ]
  },
  "window": {
    "name": "window",
    "prefix": "WIN",
    "about": "A stretch of place and time that was watched, or was to be: a patrol, a post, a camera, a flight, a pass.",
    "place": "place",
    "when": "watched_at",
    "what": "means",
    "states": [
      "done",
      "planned",
      "cut_short",
      "denied",
      "cancelled",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "watch",
        "from": [],
        "to": "done",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "watched_at"
        ]
      },
      {
        "name": "plan",
        "from": [],
        "to": "planned",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "planned_at"
        ]
      },
      {
        "name": "finish",
        "from": [
          "planned"
        ],
        "to": "done",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "watched_at"
        ]
      },
      {
        "name": "cut_short",
        "from": [
          "planned"
        ],
        "to": "cut_short",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "watched_at",
          "ended_by"
        ]
      },
      {
        "name": "deny",
        "from": [
          "planned"
        ],
        "to": "denied",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "denied_by"
        ]
      },
      {
        "name": "cancel",
        "from": [
          "planned"
        ],
        "to": "cancelled",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "ended_by"
        ]
      },
      {
        "name": "watch_part",
        "from": [],
        "to": "cut_short",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "watched_at",
          "ended_by"
        ]
      },
      {
        "name": "refuse",
        "from": [],
        "to": "denied",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "planned_at",
          "denied_by"
        ]
      },
      {
        "name": "correct",
        "from": [
          "done",
          "cut_short"
        ],
        "to": "planned",
        "by": [
          "desk",
          "verifier",
          "planner",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "planned",
          "done",
          "cut_short",
          "denied"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "verifier",
          "planner",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "planned",
          "done",
          "cut_short",
          "denied",
          "cancelled"
        ],
        "to": "",
        "by": [
          "observer",
          "desk",
          "verifier",
          "planner",
          "analyst",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "means",
        "name": "means",
        "kind": "code",
        "question": "How was it watched?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "window_means"
      },
      {
        "path": "sensor",
        "name": "sensor",
        "kind": "code",
        "question": "With what?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensor_kind",
        "default": "people"
      },
      {
        "path": "observer",
        "name": "observer",
        "kind": "line",
        "question": "Who watched?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "planned_at",
        "name": "planned_at",
        "kind": "moment",
        "question": "For when was it planned?",
        "hint": "From and to",
        "required": false,
        "repeats": false
      },
      {
        "path": "watched_at",
        "name": "watched_at",
        "kind": "moment",
        "question": "From when to when was it watched?",
        "hint": "Instants with offset",
        "required": false,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "From where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "looks",
        "name": "looks",
        "kind": "group",
        "question": "Which way, and what was seen on it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "looks[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "An instant with its offset",
            "required": true,
            "repeats": false
          },
          {
            "path": "looks[].place",
            "name": "place",
            "kind": "place",
            "question": "Where was the watcher?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "looks[].area",
            "name": "area",
            "kind": "shape",
            "question": "Which ground was seen?",
            "hint": "Well-Known Text; empty: as far as the range",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "area",
        "name": "area",
        "kind": "shape",
        "question": "Which ground was watched?",
        "hint": "Well-Known Text",
        "required": false,
        "repeats": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "Which zone was watched?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "sector",
        "name": "sector",
        "kind": "line",
        "question": "In which sector?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "range_m",
        "name": "range_m",
        "kind": "number",
        "question": "How far does it see?",
        "hint": "Empty: as the mission holds",
        "required": false,
        "repeats": false,
        "unit": "m",
        "low": 0,
        "high": 10000000.0
      },
      {
        "path": "facing_deg",
        "name": "facing_deg",
        "kind": "number",
        "question": "In which direction does it look?",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "°",
        "low": 0,
        "high": 360
      },
      {
        "path": "view_deg",
        "name": "view_deg",
        "kind": "number",
        "question": "How wide is its view?",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "°",
        "low": 0,
        "high": 360
      },
      {
        "path": "cloud_pct",
        "name": "cloud_pct",
        "kind": "number",
        "question": "How much of the ground was under cloud?",
        "hint": "",
        "required": false,
        "repeats": false,
        "unit": "%",
        "low": 0,
        "high": 100
      },
      {
        "path": "blind",
        "name": "blind",
        "kind": "group",
        "question": "What could not be seen?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "blind[].why",
            "name": "why",
            "kind": "code",
            "question": "Why?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "blind_reason"
          },
          {
            "path": "blind[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "blind[].zone",
            "name": "zone",
            "kind": "line",
            "question": "In which zone?",
            "hint": "A zone of the mission, such as a terrain mask",
            "required": false,
            "repeats": false
          },
          {
            "path": "blind[].area",
            "name": "area",
            "kind": "shape",
            "question": "Which ground?",
            "hint": "Well-Known Text of an area",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "ended_by",
        "name": "ended_by",
        "kind": "code",
        "question": "Why did it not go as planned?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "window_end"
      },
      {
        "path": "denied_by",
        "name": "denied_by",
        "kind": "line",
        "question": "Who denied it?",
        "hint": "A party code",
        "required": false,
        "repeats": false
      },
      {
        "path": "exercise",
        "name": "exercise",
        "kind": "flag",
        "question": "Was it an exercise?",
        "hint": "Then nothing was watched",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "reports",
        "name": "reports",
        "kind": "refs",
        "question": "Which reports came of it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "report"
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What is to be said of it?",
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
        "path": "source_id",
        "name": "source_id",
        "kind": "line",
        "question": "The source's own number for it",
        "hint": "",
        "required": false,
        "repeats": false
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
        "question": "How sensitive is this record?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      }
    ]
  },
  "finding": {
    "name": "finding",
    "prefix": "FND",
    "about": "What the machine holds of one provision, one party, and one incident or window: met, breached or unknown.",
    "place": null,
    "when": "happened_at",
    "what": "answer",
    "states": [
      "proposed",
      "adopted",
      "rejected",
      "questioned",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "proposed",
        "by": [
          "machine"
        ],
        "needs": []
      },
      {
        "name": "revise",
        "from": [
          "proposed"
        ],
        "to": "",
        "by": [
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "question",
        "from": [
          "adopted",
          "rejected"
        ],
        "to": "questioned",
        "by": [
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "adopt",
        "from": [
          "proposed",
          "questioned"
        ],
        "to": "adopted",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "reject",
        "from": [
          "proposed",
          "questioned"
        ],
        "to": "rejected",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "proposed"
        ],
        "to": "withdrawn",
        "by": [
          "machine",
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "renew",
        "from": [
          "withdrawn"
        ],
        "to": "proposed",
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
        "path": "provision",
        "name": "provision",
        "kind": "ref",
        "question": "On which provision?",
        "hint": "",
        "required": true,
        "repeats": false,
        "register": "provision"
      },
      {
        "path": "clause",
        "name": "clause",
        "kind": "line",
        "question": "Under which code?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "party",
        "name": "party",
        "kind": "line",
        "question": "Of which party?",
        "hint": "Empty: nobody is named",
        "required": false,
        "repeats": false
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "On which incident?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "window",
        "name": "window",
        "kind": "moment",
        "question": "For which time?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "lasts",
        "name": "lasts",
        "kind": "flag",
        "question": "Has it no end yet?",
        "hint": "Then the time is that of its beginning",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "position",
        "name": "position",
        "kind": "ref",
        "question": "On which position?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "baseline"
      },
      {
        "path": "notification",
        "name": "notification",
        "kind": "ref",
        "question": "On which notification?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "notification"
      },
      {
        "path": "answer",
        "name": "answer",
        "kind": "code",
        "question": "Which answer?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "answer"
      },
      {
        "path": "reasons",
        "name": "reasons",
        "kind": "codes",
        "question": "For which reasons?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "finding_reason"
      },
      {
        "path": "versions",
        "name": "versions",
        "kind": "group",
        "question": "What under each party's version?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "versions[].held_by",
            "name": "held_by",
            "kind": "line",
            "question": "Under whose version?",
            "hint": "ALL: the one agreed by all",
            "required": true,
            "repeats": false
          },
          {
            "path": "versions[].answer",
            "name": "answer",
            "kind": "code",
            "question": "Which answer?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "version_answer"
          },
          {
            "path": "versions[].distance_m",
            "name": "distance_m",
            "kind": "number",
            "question": "How far from its edge?",
            "hint": "Metres; negative: on own ground",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "entries",
        "name": "entries",
        "kind": "line",
        "question": "Which entries does it rest on?",
        "hint": "Their positions in this ledger",
        "required": false,
        "repeats": false
      },
      {
        "path": "text_version",
        "name": "text_version",
        "kind": "line",
        "question": "Under which text?",
        "hint": "Digest of the clause as it was read",
        "required": false,
        "repeats": false
      },
      {
        "path": "code_version",
        "name": "code_version",
        "kind": "line",
        "question": "By which version of the term?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "known_at",
        "name": "known_at",
        "kind": "count",
        "question": "As known at which position?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "happened_at",
        "name": "happened_at",
        "kind": "moment",
        "question": "When did it happen?",
        "hint": "",
        "required": false,
        "repeats": false
      }
    ]
  },
  "case": {
    "name": "case",
    "prefix": "CAS",
    "about": "An allegation that a provision was broken, and what became of it.",
    "place": "place",
    "when": "happened_at",
    "what": "severity",
    "states": [
      "alleged",
      "standing",
      "registered",
      "preliminary_check",
      "inadmissible",
      "under_investigation",
      "reported",
      "attributed",
      "determined",
      "notified",
      "accepted",
      "contested",
      "reviewed",
      "unremedied",
      "action_requested",
      "remedied",
      "closed",
      "dismissed",
      "referred"
    ],
    "steps": [
      {
        "name": "allege",
        "from": [],
        "to": "alleged",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "planner",
          "liaison",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "carry",
        "from": [],
        "to": "standing",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": [
          "since"
        ]
      },
      {
        "name": "register",
        "from": [
          "alleged"
        ],
        "to": "registered",
        "by": [
          "desk",
          "verifier",
          "head"
        ],
        "needs": []
      },
      {
        "name": "check",
        "from": [
          "registered"
        ],
        "to": "preliminary_check",
        "by": [
          "desk",
          "verifier",
          "head"
        ],
        "needs": []
      },
      {
        "name": "find_inadmissible",
        "from": [
          "registered",
          "preliminary_check"
        ],
        "to": "inadmissible",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "investigate",
        "from": [
          "registered",
          "preliminary_check"
        ],
        "to": "under_investigation",
        "by": [
          "verifier",
          "head"
        ],
        "needs": []
      },
      {
        "name": "report",
        "from": [
          "under_investigation"
        ],
        "to": "reported",
        "by": [
          "verifier"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "attribute",
        "from": [
          "reported"
        ],
        "to": "attributed",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis",
          "attribution"
        ]
      },
      {
        "name": "determine",
        "from": [
          "attributed"
        ],
        "to": "determined",
        "by": [
          "head"
        ],
        "needs": [
          "basis",
          "determination"
        ]
      },
      {
        "name": "notify",
        "from": [
          "determined"
        ],
        "to": "notified",
        "by": [
          "liaison",
          "head"
        ],
        "needs": [
          "notices"
        ]
      },
      {
        "name": "accept",
        "from": [
          "notified"
        ],
        "to": "accepted",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "replies"
        ]
      },
      {
        "name": "contest",
        "from": [
          "notified"
        ],
        "to": "contested",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "replies"
        ]
      },
      {
        "name": "review",
        "from": [
          "contested"
        ],
        "to": "reviewed",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "determine_again",
        "from": [
          "reviewed"
        ],
        "to": "determined",
        "by": [
          "head"
        ],
        "needs": [
          "basis",
          "determination"
        ]
      },
      {
        "name": "request",
        "from": [
          "determined",
          "notified",
          "accepted",
          "reviewed",
          "unremedied",
          "standing"
        ],
        "to": "action_requested",
        "by": [
          "liaison",
          "head"
        ],
        "needs": [
          "measures"
        ]
      },
      {
        "name": "remedy",
        "from": [
          "action_requested",
          "unremedied"
        ],
        "to": "remedied",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis",
          "remedy"
        ]
      },
      {
        "name": "leave_unremedied",
        "from": [
          "action_requested",
          "accepted"
        ],
        "to": "unremedied",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "stand",
        "from": [
          "unremedied",
          "action_requested"
        ],
        "to": "standing",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "since"
        ]
      },
      {
        "name": "restore",
        "from": [
          "standing"
        ],
        "to": "remedied",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis",
          "restored"
        ]
      },
      {
        "name": "close",
        "from": [
          "determined",
          "accepted",
          "reviewed",
          "remedied",
          "unremedied"
        ],
        "to": "closed",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "dismiss",
        "from": [
          "inadmissible"
        ],
        "to": "dismissed",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "refer",
        "from": [
          "determined",
          "notified",
          "accepted",
          "contested",
          "reviewed",
          "action_requested",
          "unremedied",
          "standing"
        ],
        "to": "referred",
        "by": [
          "head"
        ],
        "needs": [
          "reason",
          "settlement"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "inadmissible",
          "dismissed",
          "remedied",
          "closed",
          "referred"
        ],
        "to": "registered",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "escalate",
        "from": [
          "alleged",
          "registered",
          "preliminary_check",
          "under_investigation",
          "reported",
          "attributed",
          "determined",
          "notified",
          "accepted",
          "contested",
          "reviewed",
          "action_requested",
          "unremedied",
          "standing"
        ],
        "to": "",
        "by": [
          "desk",
          "liaison",
          "head"
        ],
        "needs": [
          "reason",
          "settlement"
        ]
      },
      {
        "name": "stop_clock",
        "from": [
          "alleged",
          "registered",
          "preliminary_check",
          "under_investigation",
          "reported",
          "attributed",
          "determined",
          "notified",
          "accepted",
          "contested",
          "reviewed",
          "action_requested",
          "unremedied",
          "standing"
        ],
        "to": "",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason",
          "clock_stopped"
        ]
      },
      {
        "name": "start_clock",
        "from": [
          "alleged",
          "registered",
          "preliminary_check",
          "under_investigation",
          "reported",
          "attributed",
          "determined",
          "notified",
          "accepted",
          "contested",
          "reviewed",
          "action_requested",
          "unremedied",
          "standing"
        ],
        "to": "",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "dissent",
        "from": [
          "alleged",
          "registered",
          "preliminary_check",
          "under_investigation",
          "reported",
          "attributed",
          "determined",
          "notified",
          "accepted",
          "contested",
          "reviewed",
          "action_requested",
          "unremedied",
          "standing"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "dissents"
        ]
      },
      {
        "name": "amend",
        "from": [
          "alleged",
          "registered",
          "preliminary_check",
          "under_investigation",
          "reported",
          "attributed",
          "determined",
          "notified",
          "accepted",
          "contested",
          "reviewed",
          "action_requested",
          "unremedied",
          "standing",
          "inadmissible",
          "dismissed",
          "remedied",
          "closed",
          "referred"
        ],
        "to": "",
        "by": [
          "desk",
          "verifier",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "title",
        "name": "title",
        "kind": "line",
        "question": "In a few words",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "incidents",
        "name": "incidents",
        "kind": "refs",
        "question": "Which incidents is it about?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "provisions",
        "name": "provisions",
        "kind": "refs",
        "question": "Which provisions?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "provision"
      },
      {
        "path": "findings",
        "name": "findings",
        "kind": "refs",
        "question": "Which findings?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "finding"
      },
      {
        "path": "alleged_at",
        "name": "alleged_at",
        "kind": "moment",
        "question": "When was it alleged?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "alleged_by",
        "name": "alleged_by",
        "kind": "line",
        "question": "Who alleges it?",
        "hint": "A party, a body; no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "alleger",
        "name": "alleger",
        "kind": "code",
        "question": "Which kind of alleger?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alleger"
      },
      {
        "path": "accused",
        "name": "accused",
        "kind": "group",
        "question": "Against whom?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "accused[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Who?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "accused[].contested",
            "name": "contested",
            "kind": "flag",
            "question": "Is it contested that the clause binds them?",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": false
          }
        ]
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What is alleged?",
        "hint": "",
        "required": false,
        "repeats": false
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
        "path": "settlement",
        "name": "settlement",
        "kind": "code",
        "question": "At which level is it being settled?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "settlement_level"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "happened_at",
        "name": "happened_at",
        "kind": "moment",
        "question": "When did it happen?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "investigation",
        "name": "investigation",
        "kind": "group",
        "question": "The investigation",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "investigation.team",
            "name": "team",
            "kind": "line",
            "question": "Which team?",
            "hint": "Call signs, no names",
            "required": false,
            "repeats": false
          },
          {
            "path": "investigation.tasked",
            "name": "tasked",
            "kind": "moment",
            "question": "When was it tasked?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "investigation.visited",
            "name": "visited",
            "kind": "moment",
            "question": "When did it first visit?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "investigation.access",
            "name": "access",
            "kind": "code",
            "question": "Was access given?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "access_given"
          },
          {
            "path": "investigation.denied_by",
            "name": "denied_by",
            "kind": "line",
            "question": "Who denied or restricted it?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "investigation.found",
            "name": "found",
            "kind": "text",
            "question": "What did it find?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "attribution",
        "name": "attribution",
        "kind": "group",
        "question": "The attribution",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "attribution.outcome",
            "name": "outcome",
            "kind": "code",
            "question": "To whom is it attributed?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "attributed"
          },
          {
            "path": "attribution.parties",
            "name": "parties",
            "kind": "line",
            "question": "To which parties?",
            "hint": "Party codes, with commas between them",
            "required": false,
            "repeats": false
          },
          {
            "path": "attribution.standard",
            "name": "standard",
            "kind": "code",
            "question": "By which standard of proof?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "proof_standard"
          },
          {
            "path": "attribution.basis",
            "name": "basis",
            "kind": "codes",
            "question": "On which basis?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "attribution_basis"
          },
          {
            "path": "attribution.confidence",
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
        "path": "dissents",
        "name": "dissents",
        "kind": "group",
        "question": "Which sides dissent?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "dissents[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Which side?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "dissents[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "dissents[].position",
            "name": "position",
            "kind": "code",
            "question": "What is its position?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "reply_position",
            "default": "explains"
          },
          {
            "path": "dissents[].text",
            "name": "text",
            "kind": "text",
            "question": "In which words?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "determination",
        "name": "determination",
        "kind": "group",
        "question": "The determination",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "determination.outcome",
            "name": "outcome",
            "kind": "code",
            "question": "What was determined?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "determined"
          },
          {
            "path": "determination.by",
            "name": "by",
            "kind": "line",
            "question": "By whom?",
            "hint": "The body; no person's name",
            "required": false,
            "repeats": false
          },
          {
            "path": "determination.at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "determination.note",
            "name": "note",
            "kind": "text",
            "question": "On which grounds?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "notices",
        "name": "notices",
        "kind": "group",
        "question": "Who was told, and when?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "notices[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Who was told?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "notices[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "notices[].way",
            "name": "way",
            "kind": "line",
            "question": "By which way?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "notices[].reply_by",
            "name": "reply_by",
            "kind": "moment",
            "question": "By when is a reply asked?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "replies",
        "name": "replies",
        "kind": "group",
        "question": "What do the sides reply?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "replies[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Which side?",
            "hint": "A party code of the mission",
            "required": true,
            "repeats": false
          },
          {
            "path": "replies[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "replies[].position",
            "name": "position",
            "kind": "code",
            "question": "What is its position?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "reply_position",
            "default": "explains"
          },
          {
            "path": "replies[].text",
            "name": "text",
            "kind": "text",
            "question": "In which words?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "measures",
        "name": "measures",
        "kind": "group",
        "question": "What was done or asked for?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "measures[].kind",
            "name": "kind",
            "kind": "code",
            "question": "Which measure?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "measure"
          },
          {
            "path": "measures[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "measures[].actor",
            "name": "actor",
            "kind": "line",
            "question": "Towards whom?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "measures[].level",
            "name": "level",
            "kind": "code",
            "question": "At which level?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "settlement_level"
          },
          {
            "path": "measures[].asked",
            "name": "asked",
            "kind": "line",
            "question": "What was asked for?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "measures[].due",
            "name": "due",
            "kind": "moment",
            "question": "By when?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "remedy",
        "name": "remedy",
        "kind": "group",
        "question": "The remedy",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "remedy.what",
            "name": "what",
            "kind": "line",
            "question": "What was done?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "remedy.at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "remedy.checked",
            "name": "checked",
            "kind": "moment",
            "question": "When was it checked?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "remedy.checked_by",
            "name": "checked_by",
            "kind": "line",
            "question": "Who checked it?",
            "hint": "A call sign, no name",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "standing",
        "name": "standing",
        "kind": "flag",
        "question": "Does it stand until it is restored?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "since",
        "name": "since",
        "kind": "moment",
        "question": "Since when does it stand?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "restored",
        "name": "restored",
        "kind": "moment",
        "question": "When was it restored?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "contested",
        "name": "contested",
        "kind": "flag",
        "question": "Is it contested who did it or whether it binds them?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "clock_stopped",
        "name": "clock_stopped",
        "kind": "line",
        "question": "Why does the clock stand still?",
        "hint": "",
        "required": false,
        "repeats": false
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
        "question": "How sensitive is this case?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      }
    ]
  },
  "duty": {
    "name": "duty",
    "prefix": "DTY",
    "about": "One line of the duty log: when, from whom, to whom, what it is about, what was done.",
    "place": "place",
    "when": "at",
    "what": "matter",
    "states": [
      "logged",
      "tasked",
      "done",
      "handed_over",
      "taken_over"
    ],
    "steps": [
      {
        "name": "log",
        "from": [],
        "to": "logged",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": []
      },
      {
        "name": "task",
        "from": [],
        "to": "tasked",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "task"
        ]
      },
      {
        "name": "propose_task",
        "from": [],
        "to": "tasked",
        "by": [
          "machine"
        ],
        "needs": [
          "task",
          "cause"
        ]
      },
      {
        "name": "set_task",
        "from": [
          "logged"
        ],
        "to": "tasked",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "task"
        ]
      },
      {
        "name": "done",
        "from": [
          "tasked"
        ],
        "to": "done",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "action"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "done"
        ],
        "to": "tasked",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "hand_over",
        "from": [],
        "to": "handed_over",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "handed_to"
        ]
      },
      {
        "name": "take_over",
        "from": [
          "handed_over"
        ],
        "to": "taken_over",
        "by": [
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "link",
        "from": [
          "logged",
          "tasked",
          "done"
        ],
        "to": "",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "reports"
        ]
      },
      {
        "name": "amend",
        "from": [
          "logged",
          "tasked",
          "done",
          "handed_over",
          "taken_over"
        ],
        "to": "",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "When?",
        "hint": "A day, or an instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "sender",
        "name": "sender",
        "kind": "line",
        "question": "From whom?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "receiver",
        "name": "receiver",
        "kind": "line",
        "question": "To whom?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "matter",
        "name": "matter",
        "kind": "code",
        "question": "What is it about?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "duty_matter",
        "default": "other"
      },
      {
        "path": "text",
        "name": "text",
        "kind": "text",
        "question": "What was said?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "action",
        "name": "action",
        "kind": "text",
        "question": "What was done?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "task",
        "name": "task",
        "kind": "line",
        "question": "What is to be done?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "task_for",
        "name": "task_for",
        "kind": "line",
        "question": "By whom?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "task_due",
        "name": "task_due",
        "kind": "moment",
        "question": "By when?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "handed_to",
        "name": "handed_to",
        "kind": "line",
        "question": "Who takes the watch?",
        "hint": "A call sign",
        "required": false,
        "repeats": false
      },
      {
        "path": "reports",
        "name": "reports",
        "kind": "refs",
        "question": "Which reports came of it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "report"
      },
      {
        "path": "case",
        "name": "case",
        "kind": "ref",
        "question": "Which case does it concern?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "case"
      },
      {
        "path": "cause",
        "name": "cause",
        "kind": "line",
        "question": "Of which record did it come?",
        "hint": "A reference, such as CVY-7K2QXM4D",
        "required": false,
        "repeats": false
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
        "question": "How sensitive is this line?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      }
    ]
  },
  "alert": {
    "name": "alert",
    "prefix": "ALT",
    "about": "A warning to an audience: how grave, where, in which words, until when. Nobody is told before its release.",
    "place": "place",
    "when": "at",
    "what": "degree",
    "states": [
      "raised",
      "released",
      "dropped",
      "escalated",
      "acknowledged",
      "all_clear",
      "cancelled",
      "superseded",
      "expired"
    ],
    "steps": [
      {
        "name": "raise",
        "from": [],
        "to": "raised",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "raised"
        ],
        "to": "",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "release",
        "from": [
          "raised"
        ],
        "to": "released",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "drop",
        "from": [
          "raised"
        ],
        "to": "dropped",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "acknowledge",
        "from": [
          "released",
          "escalated"
        ],
        "to": "acknowledged",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "escalate",
        "from": [
          "released"
        ],
        "to": "escalated",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "all_clear",
        "from": [
          "released",
          "acknowledged",
          "escalated"
        ],
        "to": "all_clear",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "cancel",
        "from": [
          "released",
          "acknowledged",
          "escalated"
        ],
        "to": "cancelled",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "supersede",
        "from": [
          "released",
          "acknowledged",
          "escalated"
        ],
        "to": "superseded",
        "by": [
          "machine"
        ],
        "needs": []
      },
      {
        "name": "expire",
        "from": [
          "released",
          "acknowledged",
          "escalated"
        ],
        "to": "expired",
        "by": [
          "desk",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "tell",
        "from": [
          "released",
          "acknowledged",
          "escalated",
          "all_clear",
          "cancelled",
          "expired",
          "superseded"
        ],
        "to": "",
        "by": [
          "machine"
        ],
        "needs": [
          "tallies"
        ]
      }
    ],
    "fields": [
      {
        "path": "degree",
        "name": "degree",
        "kind": "code",
        "question": "Which level?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "alert_level"
      },
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "When was it raised?",
        "hint": "A day, or an instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "text",
        "name": "text",
        "kind": "text",
        "question": "What lies behind it?",
        "hint": "For the mission; it is never sent",
        "required": true,
        "repeats": false
      },
      {
        "path": "info",
        "name": "info",
        "kind": "group",
        "question": "What is told, in which languages?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "info[].language",
            "name": "language",
            "kind": "code",
            "question": "In which language?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "language"
          },
          {
            "path": "info[].headline",
            "name": "headline",
            "kind": "line",
            "question": "Headline",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "info[].description",
            "name": "description",
            "kind": "text",
            "question": "What has happened?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "info[].instruction",
            "name": "instruction",
            "kind": "text",
            "question": "What should people do?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "In which zone?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "area",
        "name": "area",
        "kind": "shape",
        "question": "For which ground?",
        "hint": "Well-Known Text of an area",
        "required": false,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of event?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "incident_kind"
      },
      {
        "path": "category",
        "name": "category",
        "kind": "code",
        "question": "Which category?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_category",
        "default": "Other"
      },
      {
        "path": "urgency",
        "name": "urgency",
        "kind": "code",
        "question": "How soon must people act?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_urgency",
        "default": "Unknown"
      },
      {
        "path": "severity",
        "name": "severity",
        "kind": "code",
        "question": "How severe?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_severity",
        "default": "Unknown"
      },
      {
        "path": "certainty",
        "name": "certainty",
        "kind": "code",
        "question": "How certain?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_certainty",
        "default": "Unknown"
      },
      {
        "path": "onset",
        "name": "onset",
        "kind": "moment",
        "question": "From when on?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "expires",
        "name": "expires",
        "kind": "moment",
        "question": "Until when does it hold?",
        "hint": "Needed for its release",
        "required": false,
        "repeats": false
      },
      {
        "path": "exercise",
        "name": "exercise",
        "kind": "flag",
        "question": "Is it an exercise?",
        "hint": "It is said everywhere, and cannot be taken off",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "scope",
        "name": "scope",
        "kind": "code",
        "question": "For whom is it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_scope",
        "default": "Restricted"
      },
      {
        "path": "told_to",
        "name": "told_to",
        "kind": "line",
        "question": "For which audience?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": "mission"
      },
      {
        "path": "groups",
        "name": "groups",
        "kind": "line",
        "question": "Which groups are told?",
        "hint": "With commas between",
        "required": false,
        "repeats": false
      },
      {
        "path": "channels",
        "name": "channels",
        "kind": "codes",
        "question": "By which channels?",
        "hint": "None: by all that a recipient has",
        "required": false,
        "repeats": false,
        "codes": "alert_channel"
      },
      {
        "path": "escalate_min",
        "name": "escalate_min",
        "kind": "count",
        "question": "After how many minutes does it go on when nobody acknowledges?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "escalate_to",
        "name": "escalate_to",
        "kind": "line",
        "question": "To which group then?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "updates",
        "name": "updates",
        "kind": "ref",
        "question": "Which earlier alert does it update?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "alert"
      },
      {
        "path": "rule",
        "name": "rule",
        "kind": "line",
        "question": "Of which rule did it come?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "cause",
        "name": "cause",
        "kind": "line",
        "question": "Of which record did it come?",
        "hint": "A reference, such as INC-7K2QXM4D",
        "required": false,
        "repeats": false
      },
      {
        "path": "duty",
        "name": "duty",
        "kind": "ref",
        "question": "Of which line of the duty log did it come?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "duty"
      },
      {
        "path": "tallies",
        "name": "tallies",
        "kind": "group",
        "question": "How many were told?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "tallies[].channel",
            "name": "channel",
            "kind": "code",
            "question": "By which channel?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "alert_channel"
          },
          {
            "path": "tallies[].sent",
            "name": "sent",
            "kind": "count",
            "question": "Taken by the gateway",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": 0
          },
          {
            "path": "tallies[].delivered",
            "name": "delivered",
            "kind": "count",
            "question": "Reported as delivered",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": 0
          },
          {
            "path": "tallies[].failed",
            "name": "failed",
            "kind": "count",
            "question": "Refused",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": 0
          },
          {
            "path": "tallies[].expired",
            "name": "expired",
            "kind": "count",
            "question": "Not sent in time",
            "hint": "",
            "required": false,
            "repeats": false,
            "default": 0
          }
        ]
      },
      {
        "path": "list_digest",
        "name": "list_digest",
        "kind": "line",
        "question": "Digest of the list of who was told",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "sensitivity",
        "name": "sensitivity",
        "kind": "code",
        "question": "How sensitive is this alert?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      }
    ]
  },
  "brief": {
    "name": "brief",
    "prefix": "BRF",
    "about": "One issue of a report: for which day and audience, its passages, the figures as issued, who cleared it.",
    "place": null,
    "when": "day",
    "what": "kind",
    "states": [
      "draft",
      "cleared_component",
      "cleared_desk",
      "released",
      "corrected",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "draft",
        "from": [],
        "to": "draft",
        "by": [
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "write",
        "from": [
          "draft"
        ],
        "to": "",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": []
      },
      {
        "name": "amend",
        "from": [
          "draft",
          "cleared_component",
          "cleared_desk"
        ],
        "to": "",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "clear_component",
        "from": [
          "draft",
          "cleared_component"
        ],
        "to": "cleared_component",
        "by": [
          "desk",
          "head",
          "verifier",
          "liaison"
        ],
        "needs": [
          "clearances"
        ]
      },
      {
        "name": "clear_desk",
        "from": [
          "cleared_component"
        ],
        "to": "cleared_desk",
        "by": [
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "return",
        "from": [
          "cleared_component",
          "cleared_desk"
        ],
        "to": "draft",
        "by": [
          "desk",
          "head",
          "verifier",
          "liaison"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "release",
        "from": [
          "cleared_desk"
        ],
        "to": "released",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "figures"
        ]
      },
      {
        "name": "flash",
        "from": [],
        "to": "released",
        "by": [
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "correct",
        "from": [
          "released",
          "corrected"
        ],
        "to": "corrected",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason",
          "figures"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "draft",
          "cleared_component",
          "cleared_desk",
          "released",
          "corrected"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "Which product?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "brief_kind",
        "default": "daily"
      },
      {
        "path": "day",
        "name": "day",
        "kind": "moment",
        "question": "For which day or time?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "audience",
        "name": "audience",
        "kind": "line",
        "question": "For which audience?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": "mission"
      },
      {
        "path": "known_at",
        "name": "known_at",
        "kind": "count",
        "question": "As known at which position?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "title",
        "name": "title",
        "kind": "line",
        "question": "What is it called?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "passages",
        "name": "passages",
        "kind": "group",
        "question": "What do its sections say?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "passages[].section",
            "name": "section",
            "kind": "count",
            "question": "Which section?",
            "hint": "1 to 11",
            "required": true,
            "repeats": false
          },
          {
            "path": "passages[].text",
            "name": "text",
            "kind": "text",
            "question": "What does it say?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "figures",
        "name": "figures",
        "kind": "group",
        "question": "Which figures were issued?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "figures[].name",
            "name": "name",
            "kind": "line",
            "question": "Which figure?",
            "hint": "Its key in the report",
            "required": true,
            "repeats": false
          },
          {
            "path": "figures[].value",
            "name": "value",
            "kind": "line",
            "question": "Which value?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "figures[].records",
            "name": "records",
            "kind": "text",
            "question": "Which records does it count?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "figures[].was",
            "name": "was",
            "kind": "line",
            "question": "Which value was issued before?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "figures[].why",
            "name": "why",
            "kind": "line",
            "question": "Why was it corrected?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "clearances",
        "name": "clearances",
        "kind": "group",
        "question": "Who cleared it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "clearances[].component",
            "name": "component",
            "kind": "line",
            "question": "Which component?",
            "hint": "military, police, civil affairs, human rights, joint operations",
            "required": true,
            "repeats": false
          },
          {
            "path": "clearances[].by",
            "name": "by",
            "kind": "line",
            "question": "Who cleared it?",
            "hint": "A call sign, no name",
            "required": true,
            "repeats": false
          },
          {
            "path": "clearances[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          }
        ]
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "On which incident?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "next_at",
        "name": "next_at",
        "kind": "moment",
        "question": "When comes the next report?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "file",
        "name": "file",
        "kind": "file",
        "question": "Which file was issued?",
        "hint": "Its SHA-256",
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
        "default": "2"
      }
    ]
  },
  "match": {
    "name": "match",
    "prefix": "MCH",
    "about": "What the machine holds of one report and one incident, or of two reports: that they may tell of one event.",
    "place": null,
    "when": "happened_at",
    "what": null,
    "states": [
      "proposed",
      "withdrawn",
      "linked",
      "rejected"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "proposed",
        "by": [
          "machine"
        ],
        "needs": []
      },
      {
        "name": "revise",
        "from": [
          "proposed",
          "withdrawn"
        ],
        "to": "proposed",
        "by": [
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "link",
        "from": [
          "proposed"
        ],
        "to": "linked",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "reject",
        "from": [
          "proposed"
        ],
        "to": "rejected",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "unlink",
        "from": [
          "linked"
        ],
        "to": "rejected",
        "by": [
          "desk",
          "verifier"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "proposed"
        ],
        "to": "withdrawn",
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
        "path": "report",
        "name": "report",
        "kind": "ref",
        "question": "Which report?",
        "hint": "",
        "required": true,
        "repeats": false,
        "register": "report"
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "Which incident may it tell of?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "other",
        "name": "other",
        "kind": "ref",
        "question": "Which other report?",
        "hint": "Where no incident is recorded yet",
        "required": false,
        "repeats": false,
        "register": "report"
      },
      {
        "path": "total",
        "name": "total",
        "kind": "number",
        "question": "How much speaks for it, all told?",
        "hint": "Bits; above 0 more for it than against",
        "required": true,
        "repeats": false
      },
      {
        "path": "chance",
        "name": "chance",
        "kind": "number",
        "question": "How likely is it, beside the other events near?",
        "hint": "Per cent",
        "required": true,
        "repeats": false
      },
      {
        "path": "features",
        "name": "features",
        "kind": "group",
        "question": "What was compared?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "features[].feature",
            "name": "feature",
            "kind": "code",
            "question": "What was compared?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "match_feature"
          },
          {
            "path": "features[].weight",
            "name": "weight",
            "kind": "number",
            "question": "How much does it say?",
            "hint": "Bits; above 0 for one event, below 0 against",
            "required": true,
            "repeats": false
          },
          {
            "path": "features[].said",
            "name": "said",
            "kind": "line",
            "question": "What does the report say?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "features[].held",
            "name": "held",
            "kind": "line",
            "question": "What is held of the other?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "happened_at",
        "name": "happened_at",
        "kind": "moment",
        "question": "When did it happen?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "code_version",
        "name": "code_version",
        "kind": "line",
        "question": "By which version of the comparison?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "known_at",
        "name": "known_at",
        "kind": "count",
        "question": "As known at which position?",
        "hint": "",
        "required": false,
        "repeats": false
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
    "about": "A body of people: a force, a contingent, a company, a police unit; from pledge to repatriation. `held`: it is there, and how it came is not told.",
    "place": "place",
    "when": null,
    "what": "kind",
    "states": [
      "held",
      "pledged",
      "listed",
      "visited",
      "agreed",
      "deployed",
      "repatriated",
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
        "name": "pledge",
        "from": [],
        "to": "pledged",
        "by": [
          "desk",
          "planner"
        ],
        "needs": []
      },
      {
        "name": "list",
        "from": [
          "pledged"
        ],
        "to": "listed",
        "by": [
          "desk",
          "planner"
        ],
        "needs": [
          "readiness"
        ]
      },
      {
        "name": "visit",
        "from": [
          "pledged",
          "listed"
        ],
        "to": "visited",
        "by": [
          "desk",
          "planner"
        ],
        "needs": [
          "visited"
        ]
      },
      {
        "name": "agree",
        "from": [
          "pledged",
          "listed",
          "visited"
        ],
        "to": "agreed",
        "by": [
          "head"
        ],
        "needs": [
          "agreed"
        ]
      },
      {
        "name": "deploy",
        "from": [
          "held",
          "agreed"
        ],
        "to": "deployed",
        "by": [
          "desk",
          "planner"
        ],
        "needs": [
          "deployed"
        ]
      },
      {
        "name": "rotate",
        "from": [
          "held",
          "deployed"
        ],
        "to": "",
        "by": [
          "desk",
          "planner"
        ],
        "needs": [
          "rotations"
        ]
      },
      {
        "name": "repatriate",
        "from": [
          "held",
          "deployed"
        ],
        "to": "repatriated",
        "by": [
          "desk",
          "planner",
          "head"
        ],
        "needs": [
          "left"
        ]
      },
      {
        "name": "amend",
        "from": [
          "pledged",
          "listed",
          "visited",
          "agreed",
          "held",
          "deployed",
          "repatriated"
        ],
        "to": "",
        "by": [
          "desk",
          "planner",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "close",
        "from": [
          "pledged",
          "listed",
          "visited",
          "agreed",
          "held",
          "deployed",
          "repatriated"
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
            "path": "strengths[].contributor",
            "name": "contributor",
            "kind": "line",
            "question": "Those of which contributor?",
            "hint": "Empty: all of the unit",
            "required": false,
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
            "path": "strengths[].source_kind",
            "name": "source_kind",
            "kind": "code",
            "question": "Which kind of source?",
            "hint": "",
            "required": false,
            "repeats": false,
            "codes": "source_kind"
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
        "path": "readiness",
        "name": "readiness",
        "kind": "code",
        "question": "On which level of readiness is it listed?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "readiness"
      },
      {
        "path": "visited",
        "name": "visited",
        "kind": "moment",
        "question": "When was the visit before deployment?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "agreed",
        "name": "agreed",
        "kind": "moment",
        "question": "When was the memorandum of understanding signed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "deployed",
        "name": "deployed",
        "kind": "moment",
        "question": "When did it deploy?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "rotates",
        "name": "rotates",
        "kind": "moment",
        "question": "When is it to rotate next?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "rotations",
        "name": "rotations",
        "kind": "group",
        "question": "When did it rotate?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "rotations[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "rotations[].left",
            "name": "left",
            "kind": "count",
            "question": "How many left?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "rotations[].came",
            "name": "came",
            "kind": "count",
            "question": "How many came?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "rotations[].note",
            "name": "note",
            "kind": "line",
            "question": "What else of it?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "left",
        "name": "left",
        "kind": "moment",
        "question": "When did it leave for good?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "caveats",
        "name": "caveats",
        "kind": "group",
        "question": "Which caveats does it have?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "caveats[].text",
            "name": "text",
            "kind": "line",
            "question": "What may it not do?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "caveats[].declared",
            "name": "declared",
            "kind": "flag",
            "question": "Was it declared?",
            "hint": "Empty: unknown",
            "required": false,
            "repeats": false
          },
          {
            "path": "caveats[].since",
            "name": "since",
            "kind": "moment",
            "question": "Since when is it known?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "caveats[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
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
      },
      {
        "name": "inspect",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "desk",
          "planner"
        ],
        "needs": [
          "inspections"
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
        "path": "inspections",
        "name": "inspections",
        "kind": "group",
        "question": "What did inspections find?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "inspections[].kind",
            "name": "kind",
            "kind": "code",
            "question": "Which inspection?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "inspection_kind"
          },
          {
            "path": "inspections[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "inspections[].present",
            "name": "present",
            "kind": "count",
            "question": "How many are present?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "inspections[].serviceable",
            "name": "serviceable",
            "kind": "count",
            "question": "How many are serviceable?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "inspections[].note",
            "name": "note",
            "kind": "line",
            "question": "What was found?",
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
  "posting": {
    "name": "posting",
    "prefix": "PST",
    "about": "A unit, or people of a contributor, at a site from a day to a day: how they came and how it ended. A day that is not held stays unknown.",
    "place": "place",
    "when": "since",
    "what": "kind",
    "states": [
      "held",
      "ended",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "post",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "planner",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "leave",
        "from": [
          "held"
        ],
        "to": "ended",
        "by": [
          "desk",
          "planner",
          "head"
        ],
        "needs": [
          "until"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "held",
          "ended"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "planner",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "held",
          "ended"
        ],
        "to": "",
        "by": [
          "desk",
          "planner",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "unit",
        "name": "unit",
        "kind": "ref",
        "question": "Which unit?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "unit"
      },
      {
        "path": "contributor",
        "name": "contributor",
        "kind": "line",
        "question": "Whose people?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "Which type of unit?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "unit_type"
      },
      {
        "path": "site",
        "name": "site",
        "kind": "ref",
        "question": "At which site?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "site"
      },
      {
        "path": "spot",
        "name": "spot",
        "kind": "line",
        "question": "Where, in words?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where is that?",
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
        "path": "since",
        "name": "since",
        "kind": "moment",
        "question": "Since when?",
        "hint": "Empty: unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "until",
        "name": "until",
        "kind": "moment",
        "question": "Until when?",
        "hint": "The day on which they were gone; empty: not told",
        "required": false,
        "repeats": false
      },
      {
        "path": "came",
        "name": "came",
        "kind": "code",
        "question": "How did they come?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "posting_begin"
      },
      {
        "path": "ended",
        "name": "ended",
        "kind": "code",
        "question": "How did it end?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "posting_end"
      },
      {
        "path": "to",
        "name": "to",
        "kind": "line",
        "question": "To whom was the place handed over, or lost?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "event",
        "name": "event",
        "kind": "line",
        "question": "Which event ended it?",
        "hint": "As its source numbers it",
        "required": false,
        "repeats": false
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "Which incident is that?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "strength",
        "name": "strength",
        "kind": "count",
        "question": "How many people?",
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
  "pledge": {
    "name": "pledge",
    "prefix": "PLG",
    "about": "What a contributor offers: units of a type, people, since when.",
    "place": null,
    "when": "since",
    "what": "kind",
    "states": [
      "pledged",
      "accepted",
      "fulfilled",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "pledge",
        "from": [],
        "to": "pledged",
        "by": [
          "desk",
          "planner",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "accept",
        "from": [
          "pledged"
        ],
        "to": "accepted",
        "by": [
          "head"
        ],
        "needs": []
      },
      {
        "name": "fulfil",
        "from": [
          "pledged",
          "accepted"
        ],
        "to": "fulfilled",
        "by": [
          "desk",
          "planner",
          "head"
        ],
        "needs": []
      },
      {
        "name": "withdraw",
        "from": [
          "pledged",
          "accepted"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "planner",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "pledged",
          "accepted",
          "fulfilled"
        ],
        "to": "",
        "by": [
          "desk",
          "planner",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "contributor",
        "name": "contributor",
        "kind": "line",
        "question": "Who pledges?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "Which type of unit?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "unit_type"
      },
      {
        "path": "units",
        "name": "units",
        "kind": "count",
        "question": "How many units?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "people",
        "name": "people",
        "kind": "count",
        "question": "How many people?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "since",
        "name": "since",
        "kind": "moment",
        "question": "Since when?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "note",
        "name": "note",
        "kind": "line",
        "question": "Under which conditions?",
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
        "default": "2"
      }
    ]
  },
  "funding": {
    "name": "funding",
    "prefix": "FUN",
    "about": "Money for a period as one source tells it: appropriated, pledged, received, spent. `per`: it is a rate, which is no sum of money.",
    "place": null,
    "when": "period",
    "what": "purpose",
    "states": [
      "held",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "planner",
          "head",
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
          "planner",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "held"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "planner",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "period",
        "name": "period",
        "kind": "moment",
        "question": "For which period?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "purpose",
        "name": "purpose",
        "kind": "code",
        "question": "For what?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "funding_purpose"
      },
      {
        "path": "donor",
        "name": "donor",
        "kind": "line",
        "question": "From whom?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "currency",
        "name": "currency",
        "kind": "line",
        "question": "In which currency?",
        "hint": "As told, such as USD; never converted",
        "required": false,
        "repeats": false
      },
      {
        "path": "scale",
        "name": "scale",
        "kind": "code",
        "question": "In which scale are the amounts?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "scale",
        "default": "1"
      },
      {
        "path": "appropriated",
        "name": "appropriated",
        "kind": "number",
        "question": "How much was appropriated?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "pledged",
        "name": "pledged",
        "kind": "number",
        "question": "How much was pledged?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "received",
        "name": "received",
        "kind": "number",
        "question": "How much was received?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "spent",
        "name": "spent",
        "kind": "number",
        "question": "How much was spent?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "rate",
        "name": "rate",
        "kind": "number",
        "question": "How much is paid for each?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "per",
        "name": "per",
        "kind": "line",
        "question": "For each what?",
        "hint": "Such as soldier and month",
        "required": false,
        "repeats": false
      },
      {
        "path": "note",
        "name": "note",
        "kind": "line",
        "question": "What does the amount mean?",
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
        "question": "Which kind of source?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "source_kind"
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
        "default": "2"
      }
    ]
  },
  "mandate": {
    "name": "mandate",
    "prefix": "MND",
    "about": "An instrument that gives, changes or ends what the operation may do, and from when to when it holds.",
    "place": null,
    "when": "adopted",
    "what": "effect",
    "states": [
      "held",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "analyst",
          "head",
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
          "analyst",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "held"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "instrument",
        "name": "instrument",
        "kind": "line",
        "question": "Which instrument?",
        "hint": "Such as S/RES/2036",
        "required": true,
        "repeats": false
      },
      {
        "path": "body",
        "name": "body",
        "kind": "line",
        "question": "Of which body?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "operation",
        "name": "operation",
        "kind": "line",
        "question": "Of which operation?",
        "hint": "Empty: the mission's own",
        "required": false,
        "repeats": false
      },
      {
        "path": "adopted",
        "name": "adopted",
        "kind": "moment",
        "question": "When was it adopted?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "starts",
        "name": "starts",
        "kind": "moment",
        "question": "From when does it hold?",
        "hint": "Empty: from its adoption",
        "required": false,
        "repeats": false
      },
      {
        "path": "expires",
        "name": "expires",
        "kind": "moment",
        "question": "Until when does it hold?",
        "hint": "Empty: not held, which is no end",
        "required": false,
        "repeats": false
      },
      {
        "path": "effect",
        "name": "effect",
        "kind": "code",
        "question": "What does it do to the mandate?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "mandate_effect"
      },
      {
        "path": "chapter",
        "name": "chapter",
        "kind": "code",
        "question": "Under which chapter of the Charter?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "un_chapter"
      },
      {
        "path": "means",
        "name": "means",
        "kind": "flag",
        "question": "Does it authorise all necessary measures?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "caveats",
        "name": "caveats",
        "kind": "codes",
        "question": "Under which caveats?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "mandate_caveat"
      },
      {
        "path": "purposes",
        "name": "purposes",
        "kind": "codes",
        "question": "For which purposes is force authorised?",
        "hint": "In general; the rules themselves never stand here",
        "required": false,
        "repeats": false,
        "codes": "force_purpose"
      },
      {
        "path": "zones",
        "name": "zones",
        "kind": "line",
        "question": "In which zones?",
        "hint": "Zones of the mission, with commas between them",
        "required": false,
        "repeats": false
      },
      {
        "path": "vote",
        "name": "vote",
        "kind": "line",
        "question": "With which vote?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "penholder",
        "name": "penholder",
        "kind": "line",
        "question": "Who held the pen?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "reports",
        "name": "reports",
        "kind": "group",
        "question": "Which reports does it ask for?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "reports[].what",
            "name": "what",
            "kind": "line",
            "question": "Which report?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "reports[].to",
            "name": "to",
            "kind": "line",
            "question": "To whom?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "reports[].every_d",
            "name": "every_d",
            "kind": "count",
            "question": "Every how many days?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "reports[].due",
            "name": "due",
            "kind": "moment",
            "question": "By when?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "reports[].given",
            "name": "given",
            "kind": "moment",
            "question": "When was the last one given?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "paragraph",
        "name": "paragraph",
        "kind": "text",
        "question": "In which words?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What does it change?",
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
        "default": "0"
      }
    ]
  },
  "ceiling": {
    "name": "ceiling",
    "prefix": "CEI",
    "about": "How many people an instrument allows from a day on, as one source says it.",
    "place": null,
    "when": "holds",
    "what": null,
    "states": [
      "held",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "desk",
          "analyst",
          "head",
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
          "analyst",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "held"
        ],
        "to": "withdrawn",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "instrument",
        "name": "instrument",
        "kind": "line",
        "question": "Which instrument?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "operation",
        "name": "operation",
        "kind": "line",
        "question": "Of which operation?",
        "hint": "Empty: the mission's own",
        "required": false,
        "repeats": false
      },
      {
        "path": "holds",
        "name": "holds",
        "kind": "moment",
        "question": "From when does it hold?",
        "hint": "Or the day by which it is to be reached",
        "required": true,
        "repeats": false
      },
      {
        "path": "military",
        "name": "military",
        "kind": "count",
        "question": "Military personnel",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "police",
        "name": "police",
        "kind": "count",
        "question": "Police personnel",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "civilians",
        "name": "civilians",
        "kind": "count",
        "question": "Civilian personnel",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "total",
        "name": "total",
        "kind": "count",
        "question": "Uniformed personnel in all",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "note",
        "name": "note",
        "kind": "line",
        "question": "What does the number mean?",
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
        "default": "0"
      }
    ]
  },
  "task": {
    "name": "task",
    "prefix": "TSK",
    "about": "One mandated task: with which modality and strength, where, from when to when, and its benchmarks.",
    "place": null,
    "when": "holds",
    "what": "task",
    "states": [
      "mandated",
      "planned",
      "resourced",
      "active",
      "reduced",
      "handed_over",
      "ended"
    ],
    "steps": [
      {
        "name": "mandate",
        "from": [],
        "to": "mandated",
        "by": [
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "plan",
        "from": [
          "mandated"
        ],
        "to": "planned",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": []
      },
      {
        "name": "resource",
        "from": [
          "mandated",
          "planned"
        ],
        "to": "resourced",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": []
      },
      {
        "name": "begin",
        "from": [
          "mandated",
          "planned",
          "resourced"
        ],
        "to": "active",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": []
      },
      {
        "name": "reduce",
        "from": [
          "active"
        ],
        "to": "reduced",
        "by": [
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "hand_over",
        "from": [
          "mandated",
          "planned",
          "resourced",
          "active",
          "reduced"
        ],
        "to": "handed_over",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "end",
        "from": [
          "mandated",
          "planned",
          "resourced",
          "active",
          "reduced"
        ],
        "to": "ended",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "judge",
        "from": [
          "mandated",
          "planned",
          "resourced",
          "active",
          "reduced"
        ],
        "to": "",
        "by": [
          "verifier",
          "analyst",
          "head"
        ],
        "needs": [
          "benchmarks"
        ]
      },
      {
        "name": "amend",
        "from": [
          "mandated",
          "planned",
          "resourced",
          "active",
          "reduced",
          "handed_over",
          "ended"
        ],
        "to": "",
        "by": [
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "task",
        "name": "task",
        "kind": "code",
        "question": "Which task?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "mandate_task"
      },
      {
        "path": "modality",
        "name": "modality",
        "kind": "codes",
        "question": "With which modality?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "task_modality"
      },
      {
        "path": "strength",
        "name": "strength",
        "kind": "code",
        "question": "How strongly?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "task_strength"
      },
      {
        "path": "mandate",
        "name": "mandate",
        "kind": "ref",
        "question": "Of which mandate?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "mandate"
      },
      {
        "path": "instrument",
        "name": "instrument",
        "kind": "line",
        "question": "Of which instrument?",
        "hint": "Such as S/RES/2036",
        "required": false,
        "repeats": false
      },
      {
        "path": "paragraph",
        "name": "paragraph",
        "kind": "line",
        "question": "Which paragraph?",
        "hint": "Empty: not held",
        "required": false,
        "repeats": false
      },
      {
        "path": "operation",
        "name": "operation",
        "kind": "line",
        "question": "Of which operation?",
        "hint": "Empty: the mission's own",
        "required": false,
        "repeats": false
      },
      {
        "path": "holds",
        "name": "holds",
        "kind": "moment",
        "question": "From when to when?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "zones",
        "name": "zones",
        "kind": "line",
        "question": "In which zones?",
        "hint": "Zones of the mission, with commas between them",
        "required": false,
        "repeats": false
      },
      {
        "path": "benchmarks",
        "name": "benchmarks",
        "kind": "group",
        "question": "By what is it seen that it is fulfilled?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "benchmarks[].what",
            "name": "what",
            "kind": "line",
            "question": "What is to be true?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "benchmarks[].due",
            "name": "due",
            "kind": "moment",
            "question": "By when?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "benchmarks[].met",
            "name": "met",
            "kind": "code",
            "question": "Is it met?",
            "hint": "Empty: unknown",
            "required": false,
            "repeats": false,
            "codes": "answer"
          },
          {
            "path": "benchmarks[].basis",
            "name": "basis",
            "kind": "line",
            "question": "On which basis?",
            "hint": "",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "note",
        "name": "note",
        "kind": "line",
        "question": "In a few words",
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
        "default": "0"
      }
    ]
  },
  "force": {
    "name": "force",
    "prefix": "FRC",
    "about": "A use of force by the operation: its purpose, the highest level used, shots, effect, and what tells of it.",
    "place": "place",
    "when": "at",
    "what": "purpose",
    "states": [
      "reported",
      "reviewed"
    ],
    "steps": [
      {
        "name": "tell",
        "from": [],
        "to": "reported",
        "by": [
          "desk",
          "analyst",
          "head",
          "verifier"
        ],
        "needs": []
      },
      {
        "name": "review",
        "from": [
          "reported"
        ],
        "to": "reviewed",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "amend",
        "from": [
          "reported",
          "reviewed"
        ],
        "to": "",
        "by": [
          "desk",
          "analyst",
          "head",
          "verifier"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "When?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "purpose",
        "name": "purpose",
        "kind": "code",
        "question": "For which purpose?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "force_purpose"
      },
      {
        "path": "highest",
        "name": "highest",
        "kind": "code",
        "question": "Which was the highest level used?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "force_level"
      },
      {
        "path": "shots",
        "name": "shots",
        "kind": "count",
        "question": "How many shots?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "effect",
        "name": "effect",
        "kind": "line",
        "question": "With which effect?",
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
        "path": "incidents",
        "name": "incidents",
        "kind": "refs",
        "question": "To which incidents?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
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
  "consent": {
    "name": "consent",
    "prefix": "CNS",
    "about": "From a day on, a party's consent in a territory: full to withdrawn, with the signs it is read from. The next record of the same party and territory takes its place.",
    "place": null,
    "when": "since",
    "what": "degree",
    "states": [
      "held",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "held",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "add_sign",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "signs"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "held"
        ],
        "to": "withdrawn",
        "by": [
          "head",
          "analyst"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "held"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "party",
        "name": "party",
        "kind": "line",
        "question": "Whose consent?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
      },
      {
        "path": "host",
        "name": "host",
        "kind": "flag",
        "question": "Is it the host?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "In which territory?",
        "hint": "A zone of the mission; empty: all of it",
        "required": false,
        "repeats": false
      },
      {
        "path": "degree",
        "name": "degree",
        "kind": "code",
        "question": "How far does it consent?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "consent_degree"
      },
      {
        "path": "since",
        "name": "since",
        "kind": "moment",
        "question": "Since when?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "until",
        "name": "until",
        "kind": "moment",
        "question": "Until when?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "terms",
        "name": "terms",
        "kind": "text",
        "question": "Under which conditions?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "signs",
        "name": "signs",
        "kind": "group",
        "question": "On which evidence?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "signs[].kind",
            "name": "kind",
            "kind": "code",
            "question": "Which kind of sign?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "consent_sign"
          },
          {
            "path": "signs[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "signs[].text",
            "name": "text",
            "kind": "line",
            "question": "What was seen or said?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "signs[].report",
            "name": "report",
            "kind": "ref",
            "question": "Which report tells of it?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "report"
          },
          {
            "path": "signs[].incident",
            "name": "incident",
            "kind": "ref",
            "question": "Which incident?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "incident"
          },
          {
            "path": "signs[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "signs[].reliability",
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
            "path": "signs[].credibility",
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
        "default": "2"
      }
    ]
  },
  "status_agreement": {
    "name": "status_agreement",
    "prefix": "SOA",
    "about": "A status agreement (SOFA, SOMA): the operation's standing in a host's territory.",
    "place": null,
    "when": "signed",
    "what": "kind",
    "states": [
      "signed",
      "negotiating",
      "breached",
      "applied",
      "expired"
    ],
    "steps": [
      {
        "name": "enter",
        "from": [],
        "to": "signed",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "negotiate",
        "from": [],
        "to": "negotiating",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "sign",
        "from": [
          "negotiating"
        ],
        "to": "signed",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "signed"
        ]
      },
      {
        "name": "apply",
        "from": [
          "negotiating",
          "signed",
          "breached"
        ],
        "to": "applied",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "applies"
        ]
      },
      {
        "name": "breach",
        "from": [
          "signed",
          "applied"
        ],
        "to": "breached",
        "by": [
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "expire",
        "from": [
          "negotiating",
          "signed",
          "applied",
          "breached"
        ],
        "to": "expired",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "negotiating",
          "signed",
          "applied",
          "breached"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "title",
        "name": "title",
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
        "question": "Of which kind?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "status_kind",
        "default": "sofa"
      },
      {
        "path": "host",
        "name": "host",
        "kind": "line",
        "question": "With which host?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
      },
      {
        "path": "signed",
        "name": "signed",
        "kind": "moment",
        "question": "When was it signed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "applies",
        "name": "applies",
        "kind": "moment",
        "question": "From when to when does it apply?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "provisional",
        "name": "provisional",
        "kind": "flag",
        "question": "Does the model agreement apply until then?",
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
        "default": "0"
      }
    ]
  },
  "restriction": {
    "name": "restriction",
    "prefix": "RST",
    "about": "Movement of the operation denied, delayed or hampered: by whom, where, for how long, with which reason.",
    "place": "place",
    "when": "at",
    "what": "kind",
    "states": [
      "reported",
      "protested",
      "persists",
      "resolved"
    ],
    "steps": [
      {
        "name": "report",
        "from": [],
        "to": "reported",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "protest",
        "from": [
          "reported"
        ],
        "to": "protested",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": []
      },
      {
        "name": "persist",
        "from": [
          "reported",
          "protested"
        ],
        "to": "persists",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "resolve",
        "from": [
          "reported",
          "protested",
          "persists"
        ],
        "to": "resolved",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "resolved"
        ]
      },
      {
        "name": "amend",
        "from": [
          "reported",
          "protested",
          "persists",
          "resolved"
        ],
        "to": "",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head",
          "machine"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "Which kind?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "restriction_kind"
      },
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "When?",
        "hint": "From and to, if it lasted",
        "required": true,
        "repeats": false
      },
      {
        "path": "party",
        "name": "party",
        "kind": "line",
        "question": "Which party?",
        "hint": "A party code of the mission, or unknown",
        "required": true,
        "repeats": false
      },
      {
        "path": "authority",
        "name": "authority",
        "kind": "line",
        "question": "Which post, unit or commander?",
        "hint": "A post or an office; no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "route",
        "name": "route",
        "kind": "line",
        "question": "On which route?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "In which territory?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "duration_h",
        "name": "duration_h",
        "kind": "number",
        "question": "For how many hours?",
        "hint": "Empty: unknown, or as from and to tell",
        "required": false,
        "repeats": false
      },
      {
        "path": "movement",
        "name": "movement",
        "kind": "line",
        "question": "What was to be moved, and what for?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "reason_given",
        "name": "reason_given",
        "kind": "line",
        "question": "Which reason was given?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "window",
        "name": "window",
        "kind": "ref",
        "question": "Which patrol or watch?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "window"
      },
      {
        "path": "convoy",
        "name": "convoy",
        "kind": "line",
        "question": "Which convoy?",
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
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "Which incident is it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "resolved",
        "name": "resolved",
        "kind": "moment",
        "question": "When was it resolved?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "outcome",
        "name": "outcome",
        "kind": "line",
        "question": "How?",
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
        "default": "2"
      }
    ]
  },
  "protest": {
    "name": "protest",
    "prefix": "PRO",
    "about": "A note to a party about movement denied or another breach: drafted from records, approved, sent, answered.",
    "place": null,
    "when": "sent",
    "what": "measure",
    "states": [
      "drafted",
      "approved",
      "sent",
      "unanswered",
      "answered",
      "closed",
      "dropped"
    ],
    "steps": [
      {
        "name": "draft",
        "from": [],
        "to": "drafted",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": []
      },
      {
        "name": "approve",
        "from": [
          "drafted"
        ],
        "to": "approved",
        "by": [
          "head"
        ],
        "needs": []
      },
      {
        "name": "send",
        "from": [
          "approved"
        ],
        "to": "sent",
        "by": [
          "liaison",
          "head"
        ],
        "needs": [
          "sent"
        ]
      },
      {
        "name": "answer",
        "from": [
          "sent",
          "unanswered"
        ],
        "to": "answered",
        "by": [
          "liaison",
          "head"
        ],
        "needs": [
          "answer"
        ]
      },
      {
        "name": "leave",
        "from": [
          "sent"
        ],
        "to": "unanswered",
        "by": [
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "close",
        "from": [
          "answered",
          "unanswered"
        ],
        "to": "closed",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "drop",
        "from": [
          "drafted",
          "approved"
        ],
        "to": "dropped",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "drafted",
          "approved",
          "sent",
          "answered",
          "unanswered"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "party",
        "name": "party",
        "kind": "line",
        "question": "To which party?",
        "hint": "A party code of the mission",
        "required": true,
        "repeats": false
      },
      {
        "path": "restrictions",
        "name": "restrictions",
        "kind": "refs",
        "question": "About which restrictions?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "restriction"
      },
      {
        "path": "cases",
        "name": "cases",
        "kind": "refs",
        "question": "About which cases?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "case"
      },
      {
        "path": "measure",
        "name": "measure",
        "kind": "code",
        "question": "In which form?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "measure",
        "default": "written_protest"
      },
      {
        "path": "at_level",
        "name": "at_level",
        "kind": "code",
        "question": "At which level?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "settlement_level"
      },
      {
        "path": "text",
        "name": "text",
        "kind": "text",
        "question": "The note",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "asks",
        "name": "asks",
        "kind": "line",
        "question": "What does it ask for?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "reply_by",
        "name": "reply_by",
        "kind": "moment",
        "question": "By when is an answer asked?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "sent",
        "name": "sent",
        "kind": "moment",
        "question": "When was it sent?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "answer",
        "name": "answer",
        "kind": "text",
        "question": "What was answered?",
        "hint": "",
        "required": false,
        "repeats": false,
        "when": {
          "field": "sent",
          "is": []
        }
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
        "question": "How sensitive is this record?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "sensitivity",
        "default": "2"
      }
    ]
  },
  "factor": {
    "name": "factor",
    "prefix": "FCT",
    "about": "One factor of a framework: whether it is present, what was looked for, on which evidence, who reviewed it.",
    "place": null,
    "when": "at",
    "what": "factor",
    "states": [
      "assessed",
      "reviewed",
      "withdrawn"
    ],
    "steps": [
      {
        "name": "assess",
        "from": [],
        "to": "assessed",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "assess_again",
        "from": [
          "assessed",
          "reviewed"
        ],
        "to": "assessed",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "review",
        "from": [
          "assessed"
        ],
        "to": "reviewed",
        "by": [
          "head",
          "verifier",
          "analyst"
        ],
        "needs": [
          "basis",
          "reviewer"
        ]
      },
      {
        "name": "withdraw",
        "from": [
          "assessed",
          "reviewed"
        ],
        "to": "withdrawn",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "assessed",
          "reviewed"
        ],
        "to": "",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "framework",
        "name": "framework",
        "kind": "code",
        "question": "Which framework?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "framework"
      },
      {
        "path": "factor",
        "name": "factor",
        "kind": "code",
        "question": "Which factor?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "framework_factor"
      },
      {
        "path": "about",
        "name": "about",
        "kind": "line",
        "question": "About what?",
        "hint": "A place, a group, a period",
        "required": false,
        "repeats": false
      },
      {
        "path": "presence",
        "name": "presence",
        "kind": "code",
        "question": "Is it present?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "factor_presence",
        "default": "unknown"
      },
      {
        "path": "trend",
        "name": "trend",
        "kind": "code",
        "question": "Which way does it go?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "trend",
        "default": "unknown"
      },
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "As of when?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "indicators",
        "name": "indicators",
        "kind": "group",
        "question": "What was looked for?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "indicators[].text",
            "name": "text",
            "kind": "line",
            "question": "What was looked for?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "indicators[].ticked",
            "name": "ticked",
            "kind": "flag",
            "question": "Was it found?",
            "hint": "Empty: unknown",
            "required": false,
            "repeats": false
          }
        ]
      },
      {
        "path": "evidence",
        "name": "evidence",
        "kind": "group",
        "question": "On which evidence?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "evidence[].text",
            "name": "text",
            "kind": "line",
            "question": "What does it say?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "evidence[].report",
            "name": "report",
            "kind": "ref",
            "question": "Which report?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "report"
          },
          {
            "path": "evidence[].incident",
            "name": "incident",
            "kind": "ref",
            "question": "Which incident?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "incident"
          },
          {
            "path": "evidence[].case",
            "name": "case",
            "kind": "ref",
            "question": "Which case?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "case"
          },
          {
            "path": "evidence[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "evidence[].reliability",
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
            "path": "evidence[].credibility",
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
        "path": "assessor",
        "name": "assessor",
        "kind": "line",
        "question": "Who assessed it?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "reviewer",
        "name": "reviewer",
        "kind": "line",
        "question": "Who reviewed it?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else?",
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
  "measure_option": {
    "name": "measure_option",
    "prefix": "OPT",
    "about": "A stronger measure that is weighed: what speaks for it and what against it, each with its grounds.",
    "place": null,
    "when": "at",
    "what": null,
    "states": [
      "open",
      "submitted",
      "decided"
    ],
    "steps": [
      {
        "name": "open",
        "from": [],
        "to": "open",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "argue",
        "from": [
          "open"
        ],
        "to": "",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "submit",
        "from": [
          "open"
        ],
        "to": "submitted",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": []
      },
      {
        "name": "decide",
        "from": [
          "submitted"
        ],
        "to": "decided",
        "by": [
          "head"
        ],
        "needs": [
          "decision",
          "reason"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "submitted",
          "decided"
        ],
        "to": "open",
        "by": [
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "open",
          "submitted"
        ],
        "to": "",
        "by": [
          "analyst",
          "verifier",
          "liaison",
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "measure",
        "name": "measure",
        "kind": "line",
        "question": "Which measure?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "about",
        "name": "about",
        "kind": "line",
        "question": "Against which threat?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "As of when?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "pro",
        "name": "pro",
        "kind": "group",
        "question": "What speaks for it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "pro[].text",
            "name": "text",
            "kind": "line",
            "question": "What does it say?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "pro[].report",
            "name": "report",
            "kind": "ref",
            "question": "Which report?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "report"
          },
          {
            "path": "pro[].incident",
            "name": "incident",
            "kind": "ref",
            "question": "Which incident?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "incident"
          },
          {
            "path": "pro[].case",
            "name": "case",
            "kind": "ref",
            "question": "Which case?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "case"
          },
          {
            "path": "pro[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "pro[].reliability",
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
            "path": "pro[].credibility",
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
        "path": "contra",
        "name": "contra",
        "kind": "group",
        "question": "What speaks against it?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "contra[].text",
            "name": "text",
            "kind": "line",
            "question": "What does it say?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "contra[].report",
            "name": "report",
            "kind": "ref",
            "question": "Which report?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "report"
          },
          {
            "path": "contra[].incident",
            "name": "incident",
            "kind": "ref",
            "question": "Which incident?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "incident"
          },
          {
            "path": "contra[].case",
            "name": "case",
            "kind": "ref",
            "question": "Which case?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "case"
          },
          {
            "path": "contra[].source",
            "name": "source",
            "kind": "line",
            "question": "Which source?",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "contra[].reliability",
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
            "path": "contra[].credibility",
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
        "path": "instead",
        "name": "instead",
        "kind": "text",
        "question": "What else could be done?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "authority",
        "name": "authority",
        "kind": "text",
        "question": "What does it rest on?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "decision",
        "name": "decision",
        "kind": "line",
        "question": "What was decided?",
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
  "access_constraint": {
    "name": "access_constraint",
    "prefix": "ACX",
    "about": "An obstacle to help: which kind, whom it hits, and what came of talking about it. Who reports it says for whom it may be used.",
    "place": "place",
    "when": "at",
    "what": "kind",
    "states": [
      "reported",
      "coded",
      "corroborated",
      "shared",
      "engaged",
      "persists",
      "escalated",
      "eased",
      "closed"
    ],
    "steps": [
      {
        "name": "report",
        "from": [],
        "to": "reported",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head",
          "observer",
          "machine"
        ],
        "needs": []
      },
      {
        "name": "code",
        "from": [
          "reported"
        ],
        "to": "coded",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "kind",
          "impact"
        ]
      },
      {
        "name": "corroborate",
        "from": [
          "coded"
        ],
        "to": "corroborated",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "share",
        "from": [
          "coded",
          "corroborated"
        ],
        "to": "shared",
        "by": [
          "liaison",
          "head"
        ],
        "needs": []
      },
      {
        "name": "engage",
        "from": [
          "coded",
          "corroborated",
          "shared",
          "engaged",
          "persists",
          "escalated"
        ],
        "to": "engaged",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "engaged_with"
        ]
      },
      {
        "name": "ease",
        "from": [
          "engaged",
          "persists",
          "escalated"
        ],
        "to": "eased",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "outcome"
        ]
      },
      {
        "name": "persist",
        "from": [
          "engaged",
          "persists",
          "escalated"
        ],
        "to": "persists",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "escalate",
        "from": [
          "engaged",
          "persists",
          "escalated"
        ],
        "to": "escalated",
        "by": [
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "close",
        "from": [
          "reported",
          "coded",
          "corroborated",
          "shared",
          "engaged",
          "persists",
          "escalated",
          "eased"
        ],
        "to": "closed",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "reported",
          "coded",
          "corroborated",
          "shared",
          "engaged",
          "persists",
          "escalated",
          "eased"
        ],
        "to": "",
        "by": [
          "liaison",
          "desk",
          "analyst",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "at",
        "name": "at",
        "kind": "moment",
        "question": "When?",
        "hint": "From and to, if it lasted",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "Which of the nine kinds?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "access_kind"
      },
      {
        "path": "impact",
        "name": "impact",
        "kind": "code",
        "question": "What came of it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "access_impact"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "district",
        "name": "district",
        "kind": "line",
        "question": "In which district?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "party",
        "name": "party",
        "kind": "line",
        "question": "By which party?",
        "hint": "A party code of the mission, or unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "authority",
        "name": "authority",
        "kind": "line",
        "question": "Which post or office?",
        "hint": "A post or an office; no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "affected",
        "name": "affected",
        "kind": "group",
        "question": "How many people does it hit?",
        "hint": "",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "affected.low",
            "name": "low",
            "kind": "count",
            "question": "Lowest credible number",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "affected.best",
            "name": "best",
            "kind": "count",
            "question": "Best estimate",
            "hint": "",
            "required": false,
            "repeats": false
          },
          {
            "path": "affected.high",
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
        "path": "days",
        "name": "days",
        "kind": "number",
        "question": "For how many days?",
        "hint": "Empty: unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "organisation_type",
        "name": "organisation_type",
        "kind": "code",
        "question": "What kind of organisation reports it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "organisation_type"
      },
      {
        "path": "organisation",
        "name": "organisation",
        "kind": "line",
        "question": "Which one?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "use",
        "name": "use",
        "kind": "code",
        "question": "For what may it be used?",
        "hint": "As the organisation chose",
        "required": false,
        "repeats": false,
        "codes": "access_use",
        "default": "internal"
      },
      {
        "path": "convoy",
        "name": "convoy",
        "kind": "ref",
        "question": "Which convoy was it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "convoy"
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
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "Which incident is it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "engaged_with",
        "name": "engaged_with",
        "kind": "line",
        "question": "With whom was it taken up?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "outcome",
        "name": "outcome",
        "kind": "line",
        "question": "What came of that?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What happened?",
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
        "default": "2"
      }
    ]
  },
  "community_alert": {
    "name": "community_alert",
    "prefix": "CAL",
    "about": "What a community tells of a danger, and what was decided and done, from the call to the answer it was given.",
    "place": "place",
    "when": "t_received",
    "what": "degree",
    "states": [
      "received",
      "logged",
      "assessed",
      "false",
      "duplicate",
      "actionable",
      "watched",
      "tasked",
      "passed_on",
      "declined",
      "responding",
      "effect",
      "after_action"
    ],
    "steps": [
      {
        "name": "receive",
        "from": [],
        "to": "received",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": []
      },
      {
        "name": "log",
        "from": [
          "received"
        ],
        "to": "logged",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "t_called_back"
        ]
      },
      {
        "name": "assess",
        "from": [
          "received",
          "logged"
        ],
        "to": "assessed",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": [
          "t_assessed"
        ]
      },
      {
        "name": "find_false",
        "from": [
          "assessed"
        ],
        "to": "false",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "find_duplicate",
        "from": [
          "received",
          "logged",
          "assessed"
        ],
        "to": "duplicate",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": [
          "duplicate_of"
        ]
      },
      {
        "name": "confirm",
        "from": [
          "assessed"
        ],
        "to": "actionable",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": []
      },
      {
        "name": "respond",
        "from": [
          "actionable",
          "watched"
        ],
        "to": "tasked",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "officer",
          "t_decision",
          "components"
        ]
      },
      {
        "name": "keep_watch",
        "from": [
          "actionable"
        ],
        "to": "watched",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "officer",
          "t_decision",
          "reason"
        ]
      },
      {
        "name": "pass_on",
        "from": [
          "actionable",
          "watched"
        ],
        "to": "passed_on",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "officer",
          "t_decision",
          "passed_to",
          "reason"
        ]
      },
      {
        "name": "decline",
        "from": [
          "actionable",
          "watched"
        ],
        "to": "declined",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "officer",
          "t_decision",
          "no_response",
          "reason"
        ]
      },
      {
        "name": "depart",
        "from": [
          "tasked"
        ],
        "to": "responding",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "t_depart"
        ]
      },
      {
        "name": "arrive",
        "from": [
          "responding"
        ],
        "to": "",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "t_arrive"
        ]
      },
      {
        "name": "stand_down",
        "from": [
          "tasked",
          "responding"
        ],
        "to": "declined",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "officer",
          "no_response",
          "reason"
        ]
      },
      {
        "name": "tell_effect",
        "from": [
          "responding"
        ],
        "to": "effect",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "effect"
        ]
      },
      {
        "name": "review",
        "from": [
          "effect",
          "watched",
          "passed_on",
          "declined"
        ],
        "to": "after_action",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": [
          "t_feedback",
          "feedback"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "false",
          "duplicate"
        ],
        "to": "assessed",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "received",
          "logged",
          "assessed",
          "actionable",
          "tasked",
          "responding",
          "effect",
          "watched",
          "passed_on",
          "declined",
          "after_action"
        ],
        "to": "",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "t_received",
        "name": "t_received",
        "kind": "moment",
        "question": "When did it come in?",
        "hint": "An instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "t_event",
        "name": "t_event",
        "kind": "moment",
        "question": "When did or will it happen?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "way",
        "name": "way",
        "kind": "code",
        "question": "By which way did it come?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_way"
      },
      {
        "path": "reporter",
        "name": "reporter",
        "kind": "line",
        "question": "Whose alert is it?",
        "hint": "An id that says nothing, such as FP-07; never a name",
        "required": false,
        "repeats": false
      },
      {
        "path": "reporter_kind",
        "name": "reporter_kind",
        "kind": "code",
        "question": "What kind of reporter?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "reporter_kind"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "text",
        "name": "text",
        "kind": "text",
        "question": "What was said?",
        "hint": "Without names or numbers of who said it",
        "required": true,
        "repeats": false
      },
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What is feared?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "incident_kind"
      },
      {
        "path": "degree",
        "name": "degree",
        "kind": "code",
        "question": "Which level?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "alert_level",
        "default": "yellow"
      },
      {
        "path": "life_threat",
        "name": "life_threat",
        "kind": "flag",
        "question": "Are lives in danger now?",
        "hint": "Empty: unknown; clocks take it so",
        "required": false,
        "repeats": false
      },
      {
        "path": "phase",
        "name": "phase",
        "kind": "code",
        "question": "In which phase?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "protection_phase"
      },
      {
        "path": "tiers",
        "name": "tiers",
        "kind": "codes",
        "question": "Which tiers of action?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "protection_tier"
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
        "path": "t_called_back",
        "name": "t_called_back",
        "kind": "moment",
        "question": "When was the reporter called back?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_assessed",
        "name": "t_assessed",
        "kind": "moment",
        "question": "When was it assessed?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "duplicate_of",
        "name": "duplicate_of",
        "kind": "ref",
        "question": "Of which alert is it one more?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "community_alert"
      },
      {
        "path": "decision",
        "name": "decision",
        "kind": "code",
        "question": "What was decided?",
        "hint": "Follows from the step",
        "required": false,
        "repeats": false,
        "codes": "protection_decision"
      },
      {
        "path": "officer",
        "name": "officer",
        "kind": "line",
        "question": "Who decided?",
        "hint": "A call sign, no name",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_decision",
        "name": "t_decision",
        "kind": "moment",
        "question": "When was it decided?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "components",
        "name": "components",
        "kind": "codes",
        "question": "Which components are tasked?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "component"
      },
      {
        "path": "responses",
        "name": "responses",
        "kind": "codes",
        "question": "With which response?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "response_kind"
      },
      {
        "path": "passed_to",
        "name": "passed_to",
        "kind": "line",
        "question": "To whom was it passed on?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "no_response",
        "name": "no_response",
        "kind": "code",
        "question": "Why is there no response?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "no_response"
      },
      {
        "path": "t_depart",
        "name": "t_depart",
        "kind": "moment",
        "question": "When did a force depart?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_arrive",
        "name": "t_arrive",
        "kind": "moment",
        "question": "When did it arrive?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_end",
        "name": "t_end",
        "kind": "moment",
        "question": "When did the attack end?",
        "hint": "Empty: unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "effect",
        "name": "effect",
        "kind": "code",
        "question": "With which effect?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "protection_effect"
      },
      {
        "path": "patrol",
        "name": "patrol",
        "kind": "ref",
        "question": "Which patrol went?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "patrol"
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "Which incident is it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
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
        "path": "t_feedback",
        "name": "t_feedback",
        "kind": "moment",
        "question": "When was the community answered?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "feedback",
        "name": "feedback",
        "kind": "text",
        "question": "What was it told?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "lesson",
        "name": "lesson",
        "kind": "text",
        "question": "What is to be learnt?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "exercise",
        "name": "exercise",
        "kind": "flag",
        "question": "Is it an exercise?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
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
      }
    ]
  },
  "threat": {
    "name": "threat",
    "prefix": "TRT",
    "about": "A danger to a community as two scores kept apart: the threat, and how vulnerable people are to it.",
    "place": "place",
    "when": null,
    "what": null,
    "states": [
      "scored",
      "reviewed",
      "closed"
    ],
    "steps": [
      {
        "name": "score",
        "from": [],
        "to": "scored",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": []
      },
      {
        "name": "score_again",
        "from": [
          "scored",
          "reviewed"
        ],
        "to": "scored",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": []
      },
      {
        "name": "review",
        "from": [
          "scored"
        ],
        "to": "reviewed",
        "by": [
          "verifier",
          "head"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "close",
        "from": [
          "scored",
          "reviewed"
        ],
        "to": "closed",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "scored",
          "reviewed"
        ],
        "to": "",
        "by": [
          "desk",
          "analyst",
          "verifier",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "community",
        "name": "community",
        "kind": "line",
        "question": "Which community?",
        "hint": "",
        "required": true,
        "repeats": false
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "In which zone?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "perpetrator",
        "name": "perpetrator",
        "kind": "line",
        "question": "From whom?",
        "hint": "A party code, or unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "threat",
        "name": "threat",
        "kind": "group",
        "question": "How grave is the threat?",
        "hint": "Intent, capability, history, opportunity",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "threat.score",
            "name": "score",
            "kind": "code",
            "question": "How high, 1 to 5?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "five"
          },
          {
            "path": "threat.scorer",
            "name": "scorer",
            "kind": "line",
            "question": "Who scored it?",
            "hint": "A call sign, no name",
            "required": true,
            "repeats": false
          },
          {
            "path": "threat.at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "threat.evidence",
            "name": "evidence",
            "kind": "text",
            "question": "On which evidence?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "threat.report",
            "name": "report",
            "kind": "ref",
            "question": "Which report?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "report"
          }
        ]
      },
      {
        "path": "vulnerability",
        "name": "vulnerability",
        "kind": "group",
        "question": "How vulnerable are the people?",
        "hint": "Exposure, coping, who they are",
        "required": false,
        "repeats": false,
        "fields": [
          {
            "path": "vulnerability.score",
            "name": "score",
            "kind": "code",
            "question": "How high, 1 to 5?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "five"
          },
          {
            "path": "vulnerability.scorer",
            "name": "scorer",
            "kind": "line",
            "question": "Who scored it?",
            "hint": "A call sign, no name",
            "required": true,
            "repeats": false
          },
          {
            "path": "vulnerability.at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "vulnerability.evidence",
            "name": "evidence",
            "kind": "text",
            "question": "On which evidence?",
            "hint": "",
            "required": true,
            "repeats": false
          },
          {
            "path": "vulnerability.report",
            "name": "report",
            "kind": "ref",
            "question": "Which report?",
            "hint": "",
            "required": false,
            "repeats": false,
            "register": "report"
          }
        ]
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
  "casevac": {
    "name": "casevac",
    "prefix": "CEV",
    "about": "One casualty from injury to surgery, with the clocks of 10-1-2 (DOS/2020.7).",
    "place": "place",
    "when": "t_injury",
    "what": "category",
    "states": [
      "reported",
      "refused",
      "requested",
      "launched",
      "picked_up",
      "handed_over",
      "ended"
    ],
    "steps": [
      {
        "name": "report",
        "from": [],
        "to": "reported",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "t_injury"
        ]
      },
      {
        "name": "request",
        "from": [
          "reported",
          "refused"
        ],
        "to": "requested",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "t_9line"
        ]
      },
      {
        "name": "launch",
        "from": [
          "requested"
        ],
        "to": "launched",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "t_launch"
        ]
      },
      {
        "name": "pick_up",
        "from": [
          "launched"
        ],
        "to": "picked_up",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "t_pickup"
        ]
      },
      {
        "name": "hand_over",
        "from": [
          "reported",
          "requested",
          "launched",
          "picked_up"
        ],
        "to": "handed_over",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "t_role2"
        ]
      },
      {
        "name": "refuse",
        "from": [
          "requested"
        ],
        "to": "refused",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "refusal"
        ]
      },
      {
        "name": "end",
        "from": [
          "reported",
          "requested",
          "refused",
          "launched",
          "picked_up"
        ],
        "to": "ended",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "reported",
          "requested",
          "refused",
          "launched",
          "picked_up",
          "handed_over",
          "ended"
        ],
        "to": "",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "t_injury",
        "name": "t_injury",
        "kind": "moment",
        "question": "When was the person hurt?",
        "hint": "An instant with its offset",
        "required": true,
        "repeats": false
      },
      {
        "path": "casualty",
        "name": "casualty",
        "kind": "line",
        "question": "Who?",
        "hint": "An id that says nothing; never a name",
        "required": false,
        "repeats": false
      },
      {
        "path": "side",
        "name": "side",
        "kind": "code",
        "question": "Whose casualty?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "casualty_side",
        "default": "unknown"
      },
      {
        "path": "incident",
        "name": "incident",
        "kind": "ref",
        "question": "In which incident?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "patrol",
        "name": "patrol",
        "kind": "ref",
        "question": "On which patrol?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "patrol"
      },
      {
        "path": "place",
        "name": "place",
        "kind": "place",
        "question": "Where?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "category",
        "name": "category",
        "kind": "code",
        "question": "In which category?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "casevac_category"
      },
      {
        "path": "t_first_aid",
        "name": "t_first_aid",
        "kind": "moment",
        "question": "When was life-saving aid given?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_9line",
        "name": "t_9line",
        "kind": "moment",
        "question": "When was evacuation asked for?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_launch",
        "name": "t_launch",
        "kind": "moment",
        "question": "When was it launched?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_pickup",
        "name": "t_pickup",
        "kind": "moment",
        "question": "When was the person picked up?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_emergency",
        "name": "t_emergency",
        "kind": "moment",
        "question": "When did advanced emergency care begin?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "t_role2",
        "name": "t_role2",
        "kind": "moment",
        "question": "When did damage-control surgery begin?",
        "hint": "At role 2 or above",
        "required": false,
        "repeats": false
      },
      {
        "path": "platform",
        "name": "platform",
        "kind": "code",
        "question": "By which platform?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "casevac_platform"
      },
      {
        "path": "night",
        "name": "night",
        "kind": "flag",
        "question": "Was it night?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "refusal",
        "name": "refusal",
        "kind": "code",
        "question": "Why was it refused?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "casevac_refusal"
      },
      {
        "path": "outcome",
        "name": "outcome",
        "kind": "code",
        "question": "What became of the person?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "casualty_outcome",
        "default": "unknown"
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else is known?",
        "hint": "",
        "required": false,
        "repeats": false
      }
    ]
  },
  "patrol": {
    "name": "patrol",
    "prefix": "PTL",
    "about": "A movement of own people: who is expected when, and when they were last heard of. It keeps no positions.",
    "place": null,
    "when": "departed",
    "what": "kind",
    "states": [
      "planned",
      "tasked",
      "out",
      "halted",
      "contact",
      "turned_back",
      "overdue",
      "in",
      "debriefed",
      "cancelled"
    ],
    "steps": [
      {
        "name": "plan",
        "from": [],
        "to": "planned",
        "by": [
          "desk",
          "head",
          "planner",
          "observer"
        ],
        "needs": []
      },
      {
        "name": "task",
        "from": [
          "planned"
        ],
        "to": "tasked",
        "by": [
          "desk",
          "head",
          "planner"
        ],
        "needs": []
      },
      {
        "name": "depart",
        "from": [
          "planned",
          "tasked"
        ],
        "to": "out",
        "by": [
          "desk",
          "head",
          "observer"
        ],
        "needs": [
          "departed",
          "expected_back"
        ]
      },
      {
        "name": "check",
        "from": [
          "out",
          "halted",
          "contact",
          "turned_back",
          "overdue"
        ],
        "to": "",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "checks"
        ]
      },
      {
        "name": "clear",
        "from": [
          "overdue"
        ],
        "to": "out",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "checks"
        ]
      },
      {
        "name": "alarm",
        "from": [
          "out",
          "halted",
          "contact",
          "turned_back"
        ],
        "to": "overdue",
        "by": [
          "machine"
        ],
        "needs": [
          "overdue_since",
          "overdue_because"
        ]
      },
      {
        "name": "halt",
        "from": [
          "out"
        ],
        "to": "halted",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "meet_contact",
        "from": [
          "out",
          "halted"
        ],
        "to": "contact",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": []
      },
      {
        "name": "resume",
        "from": [
          "halted",
          "contact"
        ],
        "to": "out",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": []
      },
      {
        "name": "turn_back",
        "from": [
          "out",
          "halted",
          "contact"
        ],
        "to": "turned_back",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "extend",
        "from": [
          "out",
          "halted",
          "contact",
          "turned_back",
          "overdue"
        ],
        "to": "",
        "by": [
          "desk",
          "head"
        ],
        "needs": [
          "expected_back",
          "reason"
        ]
      },
      {
        "name": "come_in",
        "from": [
          "out",
          "halted",
          "contact",
          "turned_back",
          "overdue"
        ],
        "to": "in",
        "by": [
          "observer",
          "verifier",
          "desk",
          "analyst",
          "liaison",
          "head"
        ],
        "needs": [
          "returned"
        ]
      },
      {
        "name": "debrief",
        "from": [
          "in"
        ],
        "to": "debriefed",
        "by": [
          "desk",
          "head",
          "planner",
          "observer"
        ],
        "needs": []
      },
      {
        "name": "cancel",
        "from": [
          "planned",
          "tasked"
        ],
        "to": "cancelled",
        "by": [
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "amend",
        "from": [
          "planned",
          "tasked",
          "out",
          "halted",
          "contact",
          "turned_back",
          "overdue",
          "in",
          "debriefed"
        ],
        "to": "",
        "by": [
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "kind",
        "name": "kind",
        "kind": "code",
        "question": "What kind of patrol?",
        "hint": "",
        "required": true,
        "repeats": false,
        "codes": "patrol_kind"
      },
      {
        "path": "team",
        "name": "team",
        "kind": "line",
        "question": "Which call signs?",
        "hint": "With commas between; no names",
        "required": true,
        "repeats": false
      },
      {
        "path": "heads",
        "name": "heads",
        "kind": "count",
        "question": "How many people?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "planned",
        "name": "planned",
        "kind": "moment",
        "question": "For when is it planned?",
        "hint": "From and to",
        "required": false,
        "repeats": false
      },
      {
        "path": "departed",
        "name": "departed",
        "kind": "moment",
        "question": "When did it leave?",
        "hint": "An instant with its offset",
        "required": false,
        "repeats": false
      },
      {
        "path": "expected_back",
        "name": "expected_back",
        "kind": "moment",
        "question": "When is it expected back?",
        "hint": "An instant with its offset",
        "required": false,
        "repeats": false
      },
      {
        "path": "check_min",
        "name": "check_min",
        "kind": "count",
        "question": "Every how many minutes does it check in?",
        "hint": "Empty: not at all",
        "required": false,
        "repeats": false
      },
      {
        "path": "checks",
        "name": "checks",
        "kind": "group",
        "question": "When was it heard of?",
        "hint": "",
        "required": false,
        "repeats": true,
        "fields": [
          {
            "path": "checks[].at",
            "name": "at",
            "kind": "moment",
            "question": "When?",
            "hint": "An instant with its offset",
            "required": true,
            "repeats": false
          },
          {
            "path": "checks[].welfare",
            "name": "welfare",
            "kind": "code",
            "question": "How are they?",
            "hint": "",
            "required": true,
            "repeats": false,
            "codes": "welfare"
          }
        ]
      },
      {
        "path": "overdue_since",
        "name": "overdue_since",
        "kind": "moment",
        "question": "Since when was it overdue?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "overdue_because",
        "name": "overdue_because",
        "kind": "code",
        "question": "Why was there an alarm?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "overdue_because"
      },
      {
        "path": "returned",
        "name": "returned",
        "kind": "moment",
        "question": "When did it come in?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "zone",
        "name": "zone",
        "kind": "line",
        "question": "In which zone?",
        "hint": "A zone of the mission",
        "required": false,
        "repeats": false
      },
      {
        "path": "stopped_at",
        "name": "stopped_at",
        "kind": "moment",
        "question": "When was it stopped?",
        "hint": "From and to, if it lasted",
        "required": false,
        "repeats": false
      },
      {
        "path": "stopped_by",
        "name": "stopped_by",
        "kind": "line",
        "question": "By which party?",
        "hint": "A party code of the mission, or unknown",
        "required": false,
        "repeats": false
      },
      {
        "path": "reason_given",
        "name": "reason_given",
        "kind": "line",
        "question": "Which reason was given?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "window",
        "name": "window",
        "kind": "ref",
        "question": "What was watched on it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "window"
      },
      {
        "path": "exercise",
        "name": "exercise",
        "kind": "flag",
        "question": "Is it an exercise?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": false
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else is known?",
        "hint": "",
        "required": false,
        "repeats": false
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
  },
  "warning": {
    "name": "warning",
    "prefix": "WRN",
    "about": "That something may come: where, when, how likely, by which rule; and whether it came. For the mission alone.",
    "place": null,
    "when": "span",
    "what": "outcome",
    "states": [
      "proposed",
      "issued",
      "declined",
      "lapsed",
      "closed",
      "missed"
    ],
    "steps": [
      {
        "name": "propose",
        "from": [],
        "to": "proposed",
        "by": [
          "machine",
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": []
      },
      {
        "name": "issue",
        "from": [
          "proposed"
        ],
        "to": "issued",
        "by": [
          "observer",
          "verifier",
          "liaison",
          "records",
          "administrator",
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "basis"
        ]
      },
      {
        "name": "decline",
        "from": [
          "proposed"
        ],
        "to": "declined",
        "by": [
          "observer",
          "verifier",
          "liaison",
          "records",
          "administrator",
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "lapse",
        "from": [
          "proposed"
        ],
        "to": "lapsed",
        "by": [
          "machine"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "assess",
        "from": [
          "issued",
          "declined",
          "lapsed"
        ],
        "to": "",
        "by": [
          "machine"
        ],
        "needs": [
          "outcome"
        ]
      },
      {
        "name": "link",
        "from": [
          "issued"
        ],
        "to": "",
        "by": [
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "alert"
        ]
      },
      {
        "name": "close",
        "from": [
          "issued"
        ],
        "to": "closed",
        "by": [
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "basis",
          "outcome"
        ]
      },
      {
        "name": "reopen",
        "from": [
          "closed"
        ],
        "to": "issued",
        "by": [
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "reason"
        ]
      },
      {
        "name": "miss",
        "from": [],
        "to": "missed",
        "by": [
          "machine",
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "outcome"
        ]
      },
      {
        "name": "amend",
        "from": [
          "proposed"
        ],
        "to": "",
        "by": [
          "analyst",
          "desk",
          "head",
          "planner"
        ],
        "needs": [
          "reason"
        ]
      }
    ],
    "fields": [
      {
        "path": "rule",
        "name": "rule",
        "kind": "line",
        "question": "By which rule?",
        "hint": "A rule of mission.toml; of a person's own: person",
        "required": true,
        "repeats": false
      },
      {
        "path": "area",
        "name": "area",
        "kind": "line",
        "question": "For which ground?",
        "hint": "A sector, a zone or a cell",
        "required": true,
        "repeats": false
      },
      {
        "path": "span",
        "name": "span",
        "kind": "moment",
        "question": "For which time?",
        "hint": "First and last day",
        "required": true,
        "repeats": false
      },
      {
        "path": "measure",
        "name": "measure",
        "kind": "code",
        "question": "What is counted?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "warning_measure",
        "default": "incidents"
      },
      {
        "path": "at_least",
        "name": "at_least",
        "kind": "count",
        "question": "At least how many?",
        "hint": "",
        "required": false,
        "repeats": false,
        "default": 1
      },
      {
        "path": "approver",
        "name": "approver",
        "kind": "line",
        "question": "Which role may issue it?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "chance",
        "name": "chance",
        "kind": "number",
        "question": "How likely is it?",
        "hint": "Per cent",
        "required": false,
        "repeats": false
      },
      {
        "path": "expected",
        "name": "expected",
        "kind": "number",
        "question": "How many are expected?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "low",
        "name": "low",
        "kind": "number",
        "question": "From how many",
        "hint": "Lower end of the central 90 %",
        "required": false,
        "repeats": false
      },
      {
        "path": "high",
        "name": "high",
        "kind": "number",
        "question": "To how many",
        "hint": "Upper end of the central 90 %",
        "required": false,
        "repeats": false
      },
      {
        "path": "skill",
        "name": "skill",
        "kind": "code",
        "question": "Does the forecast beat the past as it was?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "warning_skill",
        "default": "unknown"
      },
      {
        "path": "carried_by",
        "name": "carried_by",
        "kind": "refs",
        "question": "Which incidents carry it most?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "alert",
        "name": "alert",
        "kind": "ref",
        "question": "Which alert was made of it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "alert"
      },
      {
        "path": "account",
        "name": "account",
        "kind": "text",
        "question": "What else?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "outcome",
        "name": "outcome",
        "kind": "code",
        "question": "What came of it?",
        "hint": "",
        "required": false,
        "repeats": false,
        "codes": "warning_outcome"
      },
      {
        "path": "came",
        "name": "came",
        "kind": "count",
        "question": "How many came?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "came_by",
        "name": "came_by",
        "kind": "refs",
        "question": "Which incidents were they?",
        "hint": "",
        "required": false,
        "repeats": false,
        "register": "incident"
      },
      {
        "path": "model",
        "name": "model",
        "kind": "line",
        "question": "By which model?",
        "hint": "",
        "required": false,
        "repeats": false
      },
      {
        "path": "known_at",
        "name": "known_at",
        "kind": "count",
        "question": "As known at which position?",
        "hint": "",
        "required": false,
        "repeats": false
      }
    ]
  }
} as const satisfies Record<string, RegisterInfo>;
