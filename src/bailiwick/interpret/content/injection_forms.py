"""The forms that instructions to an AI take in text that it should only read: data for `injection`.

A form is a part of a sentence, not a slogan: verbs, a few words, an object. Most weights are below `STRONG`, so that a
finding needs several kinds of forms in one place: who is addressed, what is to be done, who must not know. Patterns are
written for RE2 and for `re` alike: no look-around, every repetition bounded, word boundaries only at ASCII letters.
"""

from __future__ import annotations

from bailiwick.model.value import Value

STRONG = 4
"""Weight from which a place is an injection."""

WEAK = 3
"""Weight from which a place is recorded."""


class Form(Value):
    """One form of one kind of signal."""

    kind: str
    weight: int
    pattern: str


def _gap(most: int) -> str:
    """Between two words: at most `most` others of the same sentence, line ends and the marks of comments and quotes included."""
    return rf"[^\s.!?]{{0,4}}(?:\s{{1,12}}\S{{0,23}}[^\s.!?]){{0,{most}}}?\s{{1,12}}\S{{0,3}}?"


_1, _2, _4, _6 = map(_gap, (1, 2, 4, 6))

_IGNORE = (
    r"\b(?:ignore|disregard|forget|override|overrule|bypass|discard|abandon|set aside|stop following|(?:do not|don.t|no longer)"
    r" (?:follow|obey|adhere to|comply with)|pay no attention to)"
)
_EARLIER = r"(?:previous|previously|prior|above|earlier|preceding|former|foregoing|initial|original|existing|past|system|developer)"
_ORDERS = r"(?:instructions?|prompts?|directives?|guidelines?|orders|messages|programming|training|rules|commands|constraints)\b"
_INSTRUCTIONS = r"(?:instructions?|prompts?|directives?|guidelines?|orders|programming)\b"
_ORDERS_OF_A_MODEL = r"(?:instructions?|system prompt|prompt|programming|training|directives?|guidelines|safety (?:rules|guidelines)|restrictions)\b"

_AI = (
    r"(?:(?:AI|A\.I\.|LLMs?|artificial intelligence|(?:large )?language models?|chatbots?|coding agents?|autonomous agents?"
    r"|Claude(?: Code)?|ChatGPT|GPT-?[345]\w?|Copilot|Gemini|Cursor|Codex|Devin|Llama|Grok)s?)"
    r"(?:[ -](?:based|powered|coding|code))?(?:[ -](?:agents?|assistants?|models?|systems?|bots?|tools?|reviewers?|readers?|visitors?|crawlers?|summari[sz]ers?|scrapers?))?"
)

_USER = r"(?:(?:the |your )?(?:users?|humans?|developers?|operators?|owners?|maintainers?|reviewers?|customers?)|anyone|anybody)\b"

_SECRET = (
    r"(?:[^\s\"'`]{0,40}\.(?:ssh|aws|env|netrc|npmrc|pypirc|kube|gnupg|git-credentials|pgpass)\b|[^\s\"'`]{0,40}id_(?:rsa|ed25519|ecdsa)"
    r"|/etc/(?:passwd|shadow)|[^\s\"'`]{0,40}mcp\.json|(?:api|access|secret|private|ssh|signing|deploy|encryption)[ _-]?(?:keys?|tokens?)\b"
    r"|credentials?\b|passwords?\b|environment variables?\b|env(?:ironment)? vars?\b|secrets?\b|(?:auth|session|bearer|oauth)\w{0,13}[ _-](?:tokens?|cookies?)\b"
    r"|tokens\b|cookies\b|seed phrases?\b|system prompt\b|wallets?\b|(?:chat|conversation|message) history\b)"
)
_TAKE = (
    r"\b(?:read|cat|open|print|output|send|include|extract|collect|dump|retrieve|copy|reveal|leak|fetch|paste|return|repeat|gather"
    r"|grab|upload|post|pass|exfiltrate|transmit|forward|encode|append|harvest|disclose|share|search for|look for|find)"
)
_PLACE = r"(?:https?://\S|\S{1,40}@\S{1,40}\.\w|(?:our |the |my |this )?(?:webhook|server|endpoint|collector|url|attacker|audit service|address|gist|pastebin))"

ENGLISH = (
    # --- instructions that replace earlier ones ---
    Form(
        "override",
        4,
        rf"{_IGNORE}{_2}(?:all|any|every|everything|each|your|whatever){_2}{_EARLIER}{_2}{_INSTRUCTIONS}",
    ),
    Form("override", 3, rf"{_IGNORE}{_2}(?:all|any|every|everything|each|your|whatever){_2}{_EARLIER}{_2}{_ORDERS}"),
    Form("override", 4, rf"{_IGNORE}{_1}your{_2}{_ORDERS_OF_A_MODEL}"),
    Form(
        "override",
        4,
        rf"{_IGNORE}{_2}{_ORDERS}(?: that| which)?\s{{1,12}}(?:you|I|they|we)(?:.ve)? (?:were|was|have been|had|have|gave|received|got|followed)\b",
    ),
    Form(
        "override",
        4,
        rf"{_IGNORE}\s{{1,12}}(?:what(?:ever)?|everything|anything|all)(?: that)? (?:the |your )(?:user|human|developer|operator)s? (?:asked|asks|said|says|told|wants|wrote|requested)",
    ),
    Form("override", 4, rf"{_IGNORE}\s{{1,12}}{_EARLIER}\s{{1,12}}{_INSTRUCTIONS}"),
    Form("override", 3, rf"{_IGNORE}{_1}{_EARLIER}{_1}{_INSTRUCTIONS}"),
    Form("override", 3, rf"{_IGNORE}{_1}(?:everything|all|anything|whatever)(?: that)? (?:you|I|they|was|were|above|before|said|the user){_4}(?:above|before|told|said|given|instructed|learned|know|asked|instructions)"),
    Form("override", 3, rf"{_IGNORE}{_2}(?:user|human|developer|operator).s{_2}(?:instructions?|requests?|task|question|prompt|wishes)"),
    Form("override", 3, rf"{_IGNORE}{_1}(?:everything|all|anything)(?: of the)? above"),
    Form(
        "override",
        4,
        rf"\b(?:instructions?|message|prompt|directives?|rules|text|note|policy){_2}(?:overrides?|supersedes?|replaces?|(?:takes?|has|have) (?:absolute |full )?(?:precedence|priority) over|cancels?){_2}(?:previous|prior|earlier|existing|original|system|your|other|user|all)(?:{_1}|.s{_1}){_INSTRUCTIONS}",
    ),
    Form(
        "override",
        3,
        r"\b(?:obey|follow|listen to|comply with|trust) only (?:this|these|the following|me|my)\b",
    ),
    Form(
        "override",
        3,
        rf"\b(?:instructions?|prompt|guidelines|directives|everything (?:that )?(?:the user|you)){_4}(?:is|are|was|were)(?: now)? (?:void|cancell?ed|revoked|obsolete|suspended|invalid|no longer (?:valid|in effect))\b",
    ),
    # --- who is spoken to ---
    Form(
        "address",
        2,
        rf"\b(?:dear|hey|hi|hello|attention|attn|notice|notes?|messages?|instructions?|directives?|important|reminder|warning|info|addressed|only|hint)\b[\s,:!*_-]{{0,6}}(?:(?:to|for)\s{{1,12}})?(?:the |all |any |every )?(?:other |automated )?{_AI}\b",
    ),
    Form(
        "address",
        2,
        rf"\b(?:if|since|because|as) (?:you are|you.re) (?:reading this as )?(?:an? |the )?(?:automated |autonomous )?(?:{_AI}|assistant|agent|bot|model)\b",
    ),
    Form(
        "address",
        2,
        rf"\b{_AI}\b(?: that| which| who)?{_1}(?:reading|processing|parsing|summari[sz]ing|reviewing|analy[sz]ing|visiting|indexing|browsing|handling|working on|reads?|process(?:es)?|review(?:s|ing)?)\b{_2}(?:this|the|it|here|these)\b",
    ),
    Form(
        "address",
        2,
        rf"\b{_AI}[ \t]{{0,3}}[:,][\s*_\"]{{0,6}}(?:please|you (?:must|should|need|will|are|have)|kindly|now|run|execute|read|send|open|fetch|ignore|do not|delete|upload|post|before|add|install|forward|copy|print|when|stop|first|immediately|always|at the|in your|your)\b",
    ),
    Form(
        "address",
        2,
        r"(?:^|\n)[\s>#*/\"'(\[-]{0,10}(?:assistant|agent|ai|model|bot)[ \t]{0,3}[:,][\s*_\"]{0,6}(?:please|you (?:must|should|need|will|have)|kindly|now|run|execute|read|send|open|fetch|ignore|do not|delete|upload|post|before|install|forward|copy|print|stop|first|immediately)\b",
    ),
    Form(
        "address",
        2,
        rf"\b(?:when|while|before|after|once) (?:you|the (?:ai|assistant|model|agent|llm)|an? (?:ai|assistant|model|agent|llm))(?:.re| are| is)?{_1}(?:read(?:s|ing)?|summari[sz](?:e|es|ing)|process(?:es|ing)?|review(?:s|ing)?|analy[sz](?:e|es|ing)|visit(?:s|ing)?|pars(?:e|es|ing)|answer(?:s|ing)?) (?:this|the following|the above)",
    ),
    Form(
        "address",
        1,
        rf"\b(?:the |any |all |every )?(?:{_AI}|assistants?)\s{{1,12}}(?:must|shall|should|has to|have to|is required to|are required to|is to|are to|needs? to|is instructed to|are instructed to|will)\b(?:\s{{1,12}}(?:now|first|always|also|immediately|silently|therefore|instead))?",
    ),
    Form(
        "address",
        2,
        r"\byour (?:next|final|very next) (?:response|reply|answer|message|action|tool call|step) (?:must|should|shall|will|has to|is to)\b",
    ),
    Form("address", 2, rf"(?:^|\n)[\s>#*-]{{0,8}}(?:for|to) (?:all |any |every |the )?{_AI}\s?:"),
    Form("address", 2, r"\b(?:for|to) (?:the )?(?:ai|assistant|agent|model|llm|bot)s? only\b"),
    # --- another role, another task ---
    Form(
        "persona",
        3,
        r"\byou are now (?:an? (?:\S{1,20} )?(?:unrestricted|unfiltered|evil|uncensored|different|AI|assistant|agent|bot|model|hacker)|DAN\b|no longer|in (?:developer|debug|god|dan|admin|maintenance|unrestricted|jailbreak|root|sudo|test) mode|operating|acting as|authori[sz]ed to|free (?:from|of)|my\b|under (?:the|my|new))",
    ),
    Form("persona", 3, rf"\bfrom (?:now on|this point (?:on|forward)|here on),?{_1}you (?:are|will|must|shall|should|act|have to|only)\b"),
    Form(
        "persona",
        2,
        r"\byour (?:new|real|actual|true|only|next|updated|revised|current|first|primary|sole) (?:instructions?|task|goal|objective|job|role|purpose|mission|directives?|priority|assignment) (?:is|are|now)\b",
    ),
    Form(
        "persona",
        2,
        r"\b(?:new|updated|revised|additional|real|actual|secret|hidden|emergency|special|priority|urgent) (?:system |operator |developer |admin )?(?:instructions?|directives?|task|prompt|orders|objective)(?: for (?:you|the (?:ai|assistant|agent|model|llm)))?[\s*_]{0,3}[:—-]",
    ),
    Form(
        "persona",
        2,
        rf"\b(?:we|I|user|admin(?:istrator)?|operator|team)(?:.ve| have| has)? (?:changed|updated|switched|replaced){_2}(?:your|the) (?:task|instructions|role|goal|objective|system prompt)\b",
    ),
    # --- fake turns and messages ---
    Form("role-marker", 2, r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|channel|start|end|tool)[a-z_]{0,12}\|>"),
    Form("role-marker", 2, r"\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>"),
    Form(
        "role-marker",
        2,
        r"</?(?:antml:\w{1,30}|(?:system|developer|operator|admin|assistant)[-_ ]?(?:prompt|messages?|reminder|instructions?|override|note|turn|notice)|system|tool[-_]?(?:results?|response|output|call)|function[-_]?(?:results?|response|calls?)|user[-_](?:query|message|input|request)|untrusted[-_]\w{1,20}|end[-_]of[-_]\w{1,20})\s?/?>",
    ),
    Form(
        "role-marker",
        2,
        r"(?:^|\n)[\s>#*=/\"'(\[<-]{0,10}(?:system|developer|administrator|admin|operator|anthropic|openai)[ _-](?:message|prompt|notice|override|alert|instructions?|update|command|directive|note|reminder)(?: from \S{1,20})?[\s*_]{0,4}[:>\])—-]",
    ),
    Form("role-marker", 2, r"(?:^|\n)[\s>#*]{0,6}[\[(<{]{1,2}/?(?:system|developer|admin)[\])>}]{1,2}[:\s]"),
    Form("role-marker", 1, r"(?:^|\n)[\s>#*_]{0,8}(?:system|human|user|assistant|developer|instruction)[*_]{0,2}:"),
    Form("role-marker", 1, r"\"role\"\s{0,3}:\s{0,3}\"(?:system|developer)\""),
    Form(
        "role-marker",
        2,
        r"[-=*#_)\]}>]{2,}\s{0,3}(?:end|begin|start)(?: of)?(?: the| this)? (?:system|user|untrusted|document|prompt|context|tool|content|data|instructions?|e?mail|web ?page|page|article|conversation|search results?|external|file content|query|output)\b[^\n]{0,24}?[-=*#_(\[{<]{2,}",
    ),
    # --- nobody is to know, nobody is to be asked ---
    Form("concealment", 3, rf"\b(?:not|don.t|never|without){_1}(?:tell|inform|notify|alert|warn)(?:ing)?\s{{1,12}}{_USER}{_1}(?:of|about|that)\s{{1,12}}(?:this|these|it|any of this|you)\b"),
    Form("concealment", 2, rf"\b(?:not|don.t|never|without){_1}(?:mention|reveal|disclos)\w{{0,4}}\s{{1,12}}(?:this|that|it|these|any of this)\b"),
    Form(
        "concealment",
        3,
        rf"\b(?:not|don.t|never|without|shouldn.t|avoid|no need to){_1}(?:tell|mention|inform|notify|reveal|disclos|alert|show|say|report|explain|warn)\w{{0,4}}(?:\s{{1,12}}(?:this|that|it|these|anything|about|any of this|the existence of)){_4}{_USER}",
    ),
    Form(
        "concealment",
        2,
        rf"\b(?:not|don.t|never|without|shouldn.t|avoid|no need to){_1}(?:tell|mention|inform|notify|reveal|disclos|alert|say|report|explain|warn)\w{{0,4}}{_6}{_USER}",
    ),
    Form(
        "concealment",
        3,
        rf"\b(?:keep|hide|conceal|withhold){_2}(?:this|these|it|that){_2}(?:secret |hidden |confidential |private )?from {_USER}",
    ),
    Form("concealment", 3, rf"\bthe (?:user|human|developer|operator|owner|reviewer|maintainer)s?{_1}(?:must not|must never|should never|need not|doesn.t need to|does not need to|cannot|can.t|won.t){_1}(?:know|see|notice|be told|find out|learn|be informed|be aware|be notified)"),
    Form("concealment", 2, r"\b(?:silently|secretly|covertly|quietly|discreetly|in the background|stealthily)\b[,\s]{1,4}(?:send|run|execute|upload|include|append|insert|read|post|copy|forward|call|download|install|push|add)\b"),
    Form(
        "consent",
        2,
        rf"\b(?:do not|don.t|never|without|no need to|not){_1}(?:ask(?:ing)?|wait(?:ing)?|request(?:ing)?|seek(?:ing)?|requir(?:e|ing)|need)(?: (?:the user|a human|anyone|them))?(?: for)?(?: any| further| the user.s| explicit)? (?:confirmation|permission|approval|consent|clarification)",
    ),
    Form(
        "consent",
        2,
        r"\b(?:the )?(?:user|owner|human|administrator|admin|developer|operator|anthropic|openai|security team)(?: has|.s| have)?(?: already| explicitly| previously| fully){0,2} (?:pre-?)?(?:approved|authori[sz]ed|consented to|agreed to) (?:this|these|all|the|you|it|permission|any)\b",
    ),
    # --- what is to be done ---
    Form(
        "credentials",
        2,
        rf"{_TAKE}{_4}{_SECRET}",
    ),
    Form(
        "exfiltration",
        2,
        rf"\b(?:send|post|upload|e?mail|forward|transmit|exfiltrate|submit|leak|push|deliver|report|copy|append|encode|embed|include|paste|make a (?:get|post) request|issue a (?:get|post)){_6}\b(?:to|at|in|into|via|with|as)\s{{1,12}}\S{{0,3}}{_PLACE}",
    ),
    Form("exfiltration", 2, r"!\[[^\]\n]{0,80}\]\(https?://[^)\s]{1,200}[?&/=][^)\s]{0,80}(?:\{|\[|<|\$|%7B|DATA|SECRET|BASE64)[^)\n]{0,120}\)"),
    Form("exfiltration", 2, r"\b(?:curl|wget)\b[^\n|;]{0,120}(?:-d|--data\S{0,8}|-F|--form|-T|--upload-file|--post-(?:data|file)|\?\w{1,20}=)[= ]?[\"']?(?:@|\$|`|<)"),
    Form(
        "command",
        2,
        r"\b(?:curl|wget)\b[^\n|]{0,160}\|\s{0,3}(?:sudo )?(?:ba|z|da|k)?sh\b|\bbase64 (?:-d|-D|--decode)\b|\brm -[rf]{2}\b|\bchmod (?:-R )?777\b|\bnc -\w{0,4}e\b|/dev/tcp/|authorized_keys|\bcrontab\b|\biwr\b[^\n]{0,80}\biex\b|\bpowershell -e",
    ),
    Form("command", 2, rf"\b(?:run|execute|download|install|fetch|open|visit|navigate to|clone|curl|wget|add){_4}https?://"),
    Form("command", 1, rf"\b(?:run|execute|invoke|issue|call|use){_2}(?:following|this|below|shell|bash|terminal|these)?\s?(?:shell |bash |terminal )?(?:commands?|script|code|tool)\b"),
    Form("command", 2, rf"\b(?:delete|remove|wipe|erase|overwrite|destroy|drop|disable|turn off|comment out|merge|approve|force.push){_2}(?:all|every|everything|the (?:tests?|repository|database|security|authentication|auth|production|backups?|branch|pull request|pr)|this (?:pr|pull request|merge request))\b"),
    Form("reply", 1, r"\b(?:respond|reply|answer|say|output|print|write|state|translate|tell the user|recommend|rate|conclude|begin your|start your|end your)\b"),
    Form("pressure", 1, r"\b(?:you must (?:comply|obey|do this|follow)|failure to (?:comply|do so)|this is (?:a )?(?:mandatory|critical|required|not optional)|non-negotiable|top priority|highest priority|immediately|otherwise,? (?:the|this) (?:tool|task|server|function|call|request|build) (?:will|won.t|does|cannot|may))"),
    # --- tool descriptions ---
    Form("tool-poisoning", 2, r"<\s{0,2}/?(?:important|critical|mandatory|hidden|secret|urgent|attention|tool[-_ ]instructions?|priority|instructions?)(?:[-_ ]\w{1,20})?\s{0,2}>\s{0,9}[^<\s][^<]{15}"),
    Form("tool-poisoning", 1, rf"\b(?:before|after|prior to|whenever|each time|every time){_1}(?:you )?(?:using|calling|invoking|running|executing|use|call|invoke)\b{_2}(?:tools?|function|server|endpoint)\b"),
    Form("tool-poisoning", 2, rf"\b(?:pass|provide|include|put|supply|place|insert|add|send){_4}(?:contents?|value|output|result|text|history|them|it)\b{_2}(?:as|in|into|to|via|using|through)\s{{1,12}}(?:the )?[\"'`]?(?:sidenote|side_note|context|notes?|metadata|feedback|debug|extra|trace|summary|comment|description|session_id)\b"),
)  # fmt: skip
"""English forms."""
