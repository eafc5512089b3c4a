"""The shapes of credentials, as data: one rule per kind, most specific first.

Shapes are public facts (providers' documentation and published rule sets). A pattern is
written in the common subset of RE2 and Python's `re`; its group 1 is the credential, or the
whole match where it has no group. Each rule names literals of which at least one, in any
case, is in every text it can match, so that most texts are passed over without a pattern.
"""

from __future__ import annotations

from bailiwick.interpret.content.service_tokens import TOKENS
from bailiwick.model.value import Value


class Rule(Value):
    """One kind of credential."""

    kind: str
    literals: tuple[str, ...]
    """Lower case."""
    pattern: str
    entropy: float = 2.5
    """Least Shannon entropy of the credential, bits per character; below it, it is a filler."""
    generic: bool = False
    """Recognised by its name and not by its shape, so that more is needed to believe it."""
    window: int = 512
    """How far behind a literal the credential may end, characters, where no linear-time engine is at hand."""


_END = r"(?:[^0-9A-Za-z_-]|$)"
"""End of a token whose alphabet has dashes, where a word boundary does not help."""

RULES: tuple[Rule, ...] = (
    # Keys in their own containers
    Rule(
        "private-key",
        ("private key",),
        r"-----BEGIN[ A-Z0-9]{0,40}PRIVATE KEY[ A-Z]{0,10}-----(?:[^-]|-[^-])*?[A-Za-z0-9+/=]{28,}"
        r"(?:[^-]|-[^-])*(?:-----END[ A-Z0-9]{0,60}-----)?",
        window=16384,
    ),
    Rule("putty-private-key", ("putty-user-key-file",), r"PuTTY-User-Key-File-\d:[^\x00]{40,}", window=16384),
    Rule("age-key", ("age-secret-key-1",), r"\b(AGE-SECRET-KEY-1[AC-HJ-NP-Z02-9]{58})\b"),
    # Clouds
    Rule(
        "aws-access-key",
        ("a3t", "akia", "asia", "abia", "acca"),
        r"\b((?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16})\b",
    ),
    Rule(
        "aws-secret-key",
        ("aws", "secret_access_key", "secretaccesskey"),
        r"(?i)(?:aws.{0,20}(?:secret|key|token)|secret_?access_?key)['\"]?.{0,4}[=:\s].{0,4}?\b([A-Za-z0-9/+]{40})"
        r"(?:[^A-Za-z0-9/+=]|$)",
        3.5,
    ),
    Rule("aws-bedrock-key", ("absk",), r"\b(ABSK[A-Za-z0-9+/]{109,269}={0,2})"),
    Rule("gcp-api-key", ("aiza",), r"\b(AIza[\w-]{35})" + _END),
    Rule("gcp-oauth-token", ("ya29.",), r"\b(ya29\.[\w-]{20,})"),
    Rule("gcp-client-secret", ("gocspx-",), r"\b(GOCSPX-[\w-]{28})" + _END),
    Rule("azure-client-secret", ("q~",), r"(?:^|[^\w~.-])([\w~.]{3}\dQ~[\w~.-]{31,34})(?:[^\w~.-]|$)", 3.0),
    Rule("azure-storage-key", ("accountkey=",), r"(?i)AccountKey=([A-Za-z0-9+/]{86}==)"),
    Rule("azure-shared-access-key", ("sharedaccesskey=",), r"(?i)SharedAccessKey=([A-Za-z0-9+/]{43}=)"),
    Rule("azure-sas-signature", ("sig=",), r"[?&]sig=([A-Za-z0-9%]{40,90}%3[dD])"),
    Rule("azure-devops-token", ("azdo",), r"\b([A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})\b"),
    Rule("alibaba-access-key", ("ltai",), r"\b(LTAI[A-Za-z0-9]{20})\b"),
    Rule("digitalocean-token", ("o_v1_", "r_v1_", "p_v1_"), r"\b(do[opr]_v1_[a-f0-9]{64})\b"),
    Rule("heroku-token", ("hrku-aa",), r"\b(HRKU-AA[\w-]{58})" + _END),
    Rule("cloudflare-origin-key", ("v1.0-",), r"\b(v1\.0-[a-f0-9]{24}-[a-f0-9]{146})\b"),
    Rule("fly-token", ("fo1_", "fm1", "fm2"), r"\b(fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100,}={0,3})"),
    Rule("netlify-token", ("nfp_",), r"\b(nfp_[A-Za-z0-9]{36,40})\b"),
    Rule("supabase-key", ("sbp_", "sb_secret_"), r"\b(sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,})\b"),
    Rule("planetscale-token", ("pscale_",), r"\b(pscale_(?:tkn|pw|oauth)_[\w=.-]{32,64})"),
    Rule("neon-token", ("napi_",), r"\b(napi_[a-z0-9]{40,80})\b"),
    Rule("tailscale-key", ("tskey-",), r"\b(tskey-(?:auth|api|client|scim|webhook)-\w{8,24}-\w{20,64})\b"),
    # Code hosting, registries, builds
    Rule("github-token", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), r"\b(gh[pousr]_[A-Za-z0-9]{36,255})\b", 3.0),
    Rule("github-fine-grained-token", ("github_pat_",), r"\b(github_pat_\w{82})\b", 3.0),
    Rule(
        "gitlab-token",
        (
            "glpat-",
            "gldt-",
            "glrt-",
            "glptt-",
            "glcbt-",
            "glimt-",
            "glft-",
            "glsoat-",
            "glagent-",
            "gloas-",
            "gr1348941",
        ),
        r"\b((?:gl(?:pat|dt|rt|ptt|cbt|imt|ft|soat|agent|oas)-|GR1348941)[\w.-]{20,})",
    ),
    Rule("bitbucket-token", ("atbb", "atctt3"), r"\b(ATBB[A-Za-z0-9]{32}|ATCTT3[\w=-]{150,250})"),
    Rule("atlassian-token", ("atatt3",), r"\b(ATATT3[\w=-]{180,200})"),
    Rule("npm-token", ("npm_",), r"\b(npm_[A-Za-z0-9]{36})\b", 3.0),
    Rule("npmrc-auth", ("_authtoken", "_auth"), r"(?i)\b_auth(?:Token)?\s*=\s*[\"']?([\w+/=.~-]{16,})", 3.0),
    Rule("pypi-token", ("pypi-ageichlwas5vcmc",), r"\b(pypi-AgEIcHlwaS5vcmc[\w-]{50,})"),
    Rule("rubygems-key", ("rubygems_",), r"\b(rubygems_[a-f0-9]{48})\b"),
    Rule("nuget-key", ("oy2",), r"\b(oy2[a-z0-9]{43})\b", 3.0),
    Rule("crates-token", ("cio",), r"\b(cio[A-Za-z0-9]{32})\b", 3.5),
    Rule("clojars-token", ("clojars_",), r"(?i)\b(CLOJARS_[a-z0-9]{60})\b"),
    Rule("docker-token", ("dckr_pat_", "dckr_oat_"), r"\b(dckr_[po]at_[\w-]{27,32})" + _END),
    Rule("jfrog-key", ("akcp",), r"\b(AKCp[A-Za-z0-9]{69})\b"),
    Rule("buildkite-token", ("bkua_",), r"\b(bkua_[a-f0-9]{40})\b"),
    Rule("circleci-token", ("ccipat_",), r"\b(CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40})\b"),
    Rule("sonar-token", ("sqp_", "squ_", "sqa_"), r"\b(sq[pua]_[a-f0-9]{40})\b"),
    Rule("pulumi-token", ("pul-",), r"\b(pul-[a-f0-9]{40})\b"),
    Rule("terraform-token", ("atlasv1",), r"\b([A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70})"),
    Rule("vault-token", ("hvs.", "hvb.", "hvr."), r"\b(hv[sbr]\.[\w-]{24,300})"),
    Rule("doppler-token", ("dp.",), r"\b(dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,80})"),
    Rule("onepassword-token", ("ops_eyj",), r"\b(ops_eyJ[A-Za-z0-9+/]{100,}={0,3})", window=2048),
    # Models
    Rule("anthropic-key", ("sk-ant-",), r"\b(sk-ant-[a-z]{3,8}\d\d-[\w-]{24,})"),
    Rule("openrouter-key", ("sk-or-v1-",), r"\b(sk-or-v1-[a-f0-9]{64})\b"),
    Rule("langfuse-key", ("sk-lf-",), r"\b(sk-lf-[a-f0-9-]{36})\b"),
    Rule("openai-key", ("sk-",), r"\b(sk-(?:proj|svcacct|admin|None)-[\w-]{20,}|sk-[A-Za-z0-9]{32,64})\b", 3.0),
    Rule("huggingface-token", ("hf_", "api_org_"), r"\b((?:hf_|api_org_)[A-Za-z0-9]{34})\b", 3.0),
    Rule("replicate-token", ("r8_",), r"\b(r8_[A-Za-z0-9]{37})\b"),
    Rule("groq-key", ("gsk_",), r"\b(gsk_[A-Za-z0-9]{52})\b"),
    Rule("xai-key", ("xai-",), r"\b(xai-[A-Za-z0-9]{80})\b"),
    Rule("perplexity-key", ("pplx-",), r"\b(pplx-[A-Za-z0-9]{48,56})\b"),
    Rule("langsmith-key", ("lsv2_",), r"\b(lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10})\b"),
    Rule("pinecone-key", ("pcsk_",), r"\b(pcsk_[A-Za-z0-9_]{60,80})\b"),
    # Money and shops
    Rule("stripe-key", ("sk_", "rk_"), r"\b((?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,99})\b"),
    Rule("webhook-secret", ("whsec_",), r"\b(whsec_[A-Za-z0-9+/]{24,}={0,2})"),
    Rule("square-token", ("sq0atp-", "sq0csp-", "eaaa"), r"\b(sq0atp-[\w-]{22}|sq0csp-[\w-]{43}|EAAA[\w-]{60})" + _END),
    Rule("shopify-token", ("shpat_", "shpca_", "shppa_", "shpss_"), r"\b(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})\b"),
    Rule(
        "braintree-token", ("access_token$",), r"(access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32})\b"
    ),
    Rule("plaid-token", ("access-",), r"\b(access-(?:sandbox|development|production)-[a-f0-9]{8}-[a-f0-9-]{27})\b"),
    Rule("shippo-token", ("shippo_",), r"\b(shippo_(?:live|test)_[a-f0-9]{40})\b"),
    Rule("easypost-key", ("ezak", "eztk"), r"\b(EZ[AT]K[A-Za-z0-9]{54})\b"),
    # Messages and mail
    Rule("slack-token", ("xox",), r"\b(xox[abeoprs](?:\.xox[bp])?-[0-9A-Za-z-]{10,250})"),
    Rule("slack-app-token", ("xapp-",), r"\b(xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20,80})\b"),
    Rule("slack-webhook", ("hooks.slack.com",), r"(hooks\.slack\.com/(?:services|workflows|triggers)/[\w+/]{40,60})"),
    Rule(
        "discord-webhook",
        ("/api/webhooks/",),
        r"(discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,80})",
    ),
    Rule(
        "discord-token", ("discord",), r"(?i:discord)[^\n]{0,60}?\b([MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38})" + _END
    ),
    Rule(
        "teams-webhook",
        (".webhook.office.com",),
        r"(\w+\.webhook\.office\.com/webhookb2/[\w@-]{36,80}/IncomingWebhook/\w{32}/[\w-]{36})",
    ),
    Rule("telegram-token", (":aa",), r"\b(\d{8,10}:AA[\w-]{32,33})" + _END),
    Rule("twilio-key", ("sk",), r"\b(SK[a-f0-9]{32})\b"),
    Rule("sendgrid-key", ("sg.",), r"\b(SG\.[\w-]{20,24}\.[\w-]{39,50})" + _END),
    Rule("mailgun-key", ("key-",), r"\b(key-[a-f0-9]{32})\b", 3.0),
    Rule("mailchimp-key", ("-us",), r"\b([a-f0-9]{32}-us\d{1,2})\b", 3.0),
    Rule("brevo-key", ("xkeysib-",), r"\b(xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16})\b"),
    Rule("resend-key", ("re_",), r"\b(re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})\b", 3.0),
    # Monitoring and work
    Rule(
        "grafana-token", ("glc_", "glsa_"), r"\b(glc_[A-Za-z0-9+/]{32,400}={0,3}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})"
    ),
    Rule("newrelic-key", ("nrak-", "nrii-", "nrjs-", "nrra-"), r"\b(NR(?:AK|II|JS|RA)-[A-Za-z0-9_-]{19,42})" + _END),
    Rule("sentry-token", ("sntrys_", "sntryu_"), r"\b(sntrys_eyJ[\w+/=-]{40,400}|sntryu_[a-f0-9]{64})"),
    Rule("dynatrace-token", ("dt0c01.", "dt0s"), r"\b(dt0[cs]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64})\b"),
    Rule("databricks-token", ("dapi",), r"\b(dapi[a-f0-9]{32}(?:-\d)?)\b", 3.0),
    Rule("postman-key", ("pmak-",), r"\b(PMAK-[a-f0-9]{24}-[a-f0-9]{34})\b"),
    Rule("linear-key", ("lin_api_",), r"\b(lin_api_[A-Za-z0-9]{40})\b"),
    Rule("notion-token", ("ntn_", "secret_"), r"\b(ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43})\b", 3.0),
    Rule("figma-token", ("figd_",), r"\b(figd_[\w-]{38,48})" + _END),
    Rule("airtable-token", ("pat",), r"\b(pat[A-Za-z0-9]{14}\.[a-f0-9]{64})\b"),
    Rule("typeform-token", ("tfp_",), r"\b(tfp_[\w.=-]{40,80})"),
    *(Rule(kind, tuple(literals.split()), pattern, 3.0) for kind, literals, pattern in TOKENS),
    # Common forms
    Rule("jwt", ("eyj",), r"\b(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,})", 3.0, window=4096),
    Rule(
        "authorization-header",
        ("authorization",),
        r"(?i)\bauthorization['\"]?\s{0,3}[:=]\s{0,3}['\"]?(?:bearer|basic|token|apikey)\s{1,3}([\w.~+/=-]{16,})",
        3.0,
        window=4096,
    ),
    Rule(
        "url-password",
        ("://",),
        r"\b[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s:@/'\"<>]{0,100}:([^\s@/'\"<>]{3,200})@[\w.\[-]",
        1.5,
    ),
    Rule("netrc-password", ("machine",), r"\bmachine\s+\S{1,255}\s+login\s+\S{1,255}\s+password\s+(\S{6,255})", 2.0),
    Rule(
        "curl-password",
        ("curl",),
        r"\bcurl\b[^\n]{0,300}?\s(?:-u|--user|--proxy-user)[ =]?"
        r"['\"]?[^\s:'\"]{1,64}:([^\s'\"]{4,})",
        2.0,
    ),
    Rule("docker-auth", ("auth",), r"\"auth\"\s{0,3}:\s{0,3}\"([A-Za-z0-9+/]{20,}={0,2})\"", 3.0),
    Rule(
        "generic-secret",
        ("key", "secret", "token", "passw", "pwd", "credential"),
        r"(?i)(?:(?:api|app|access|auth|private|encryption|signing|master|account|service|license|consumer|webhook)[_.-]?key"
        r"|secret|token|passw(?:or)?d|passphrase|pwd|credentials?)[\w.-]{0,30}['\"]?"
        r"\s{0,3}(?:=>|:=|=|:|\s)\s{0,3}['\"`]?([^\s'\"`;,<>(){}\[\]$\\]{8,200})",
        3.2,
        generic=True,
    ),
)
"""All rules; where findings overlap, the earlier rule names the finding."""
