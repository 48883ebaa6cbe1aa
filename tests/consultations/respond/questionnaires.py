"""Questionnaires the tests answer, and answers to them."""

LONG = {
    "sections": [
        {
            "key": "you",
            "title": "About you",
            "intro": "Tell us **who** answers.",
            "questions": [
                {"key": "as", "kind": "responding_as", "text": "Are you answering…",
                 "required": True, "other": "Something else"},
                {"key": "organisation", "kind": "organisation", "text": "Which organisation?",
                 "show_if": {"any": [{"question": "as", "any_of": ["registered-charity"]}]}},
                {"key": "where", "kind": "district", "text": "Where do you work?"},
                {"key": "postcode", "kind": "postcode", "text": "What is your postcode?"},
            ],
        },
        {
            "key": "strategy",
            "title": "The draft strategy",
            "questions": [
                {"key": "note", "kind": "information", "text": "Read *chapter 3* first."},
                {"key": "agree", "kind": "agreement", "text": "Do you agree with the aims?",
                 "required": True},
                {"key": "why", "kind": "long_text", "text": "Why?", "word_limit": 20,
                 "show_if": {"any": [{"question": "agree",
                                      "any_of": ["disagree", "strongly-disagree"]}]}},
                {"key": "support", "kind": "several_choices", "text": "What would help?",
                 "other": "Something else", "none": "None of these",
                 "options": [{"key": "money", "label": "Money"}, {"key": "time", "label": "Time"}]},
                {"key": "staff", "kind": "number", "text": "How many people do you employ?",
                 "minimum": 0, "maximum": 10000},
                {"key": "founded", "kind": "date", "text": "When were you founded?"},
                {"key": "words", "kind": "long_text", "text": "What else?", "word_limit": 300},
            ],
        },
        {
            "key": "charities",
            "title": "For charities",
            "show_if": {"any": [{"question": "as", "any_of": ["registered-charity"]}]},
            "questions": [
                {"key": "reserves", "kind": "short_text", "text": "What do you hold in reserve?"}
            ],
        },
        {
            "key": "equality",
            "title": "Equality",
            "equality": True,
            "questions": [
                {"key": "age", "kind": "one_choice", "text": "How old are you?",
                 "options": [{"key": "under-50", "label": "Under 50"},
                             {"key": "over", "label": "50 or over"}]},
            ],
        },
    ]
}  # fmt: skip

SHORT = {
    "sections": [
        {
            "key": "all",
            "title": "Your view",
            "questions": [
                {"key": "agree", "kind": "agreement", "text": "Do you agree?", "required": True},
                {"key": "words", "kind": "long_text", "text": "Tell us why", "word_limit": 10},
            ],
        }
    ]
}

DETAILS = {"d_consent": "anonymous", "d_told": "no", "d_name": "", "d_email": ""}
SHORT_ANSWER = {"q_agree": "agree", "q_words": "It helps small groups", "then": "send", **DETAILS}
YOU = {"q_as": "resident", "q_where": "swale", "q_postcode": "ME14 1XQ"}
STRATEGY = {"q_agree": "agree", "q_words": "More for volunteers", "q_support": ["money", "time"]}
