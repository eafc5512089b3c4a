"""Tokens that begin with a mark of their service: kind, literals, pattern (see `secret_rules`).

What a service documents about its own tokens; each row is a rule without more to it.
"""

from __future__ import annotations

TOKENS: tuple[tuple[str, str, str], ...] = (
    # Models, search and agents' services
    ("nvidia-key", "nvapi-", r"\b(nvapi-[\w-]{60,70})"),
    ("cerebras-key", "csk-", r"\b(csk-[a-z0-9]{48})\b"),
    ("elevenlabs-key", "sk_", r"\b(sk_[a-f0-9]{48})\b"),
    ("together-key", "tgp_v1_", r"\b(tgp_v1_[\w-]{40,50})"),
    ("tavily-key", "tvly-", r"\b(tvly-(?:dev-|prod-)?[A-Za-z0-9]{28,40})\b"),
    ("firecrawl-key", "fc-", r"\b(fc-[a-f0-9]{32})\b"),
    ("brave-search-key", "bsa", r"\b(BSA[A-Za-z0-9_-]{27,29})\b"),
    ("jina-key", "jina_", r"\b(jina_[A-Za-z0-9_-]{58,64})\b"),
    ("e2b-key", "e2b_", r"\b(e2b_[a-f0-9]{40})\b"),
    ("runpod-key", "rpa_", r"\b(rpa_[A-Z0-9]{40,48}[a-z0-9]{0,8})\b"),
    ("wandb-key", "wandb_v1_", r"\b(wandb_v1_\w{40,90})\b"),
    ("context7-key", "ctx7sk-", r"\b(ctx7sk-[a-f0-9-]{32,40})\b"),
    ("apify-token", "apify_api_", r"\b(apify_api_[A-Za-z0-9]{36,40})\b"),
    ("browserbase-key", "bb_live_", r"\b(bb_live_[\w-]{24,40})\b"),
    # Clouds, hosts and data
    ("render-key", "rnd_", r"\b(rnd_[A-Za-z0-9]{28,32})\b"),
    ("vercel-token", "vcp_ vck_ vca_ vcr_", r"\b(vc[pkar]_[A-Za-z0-9]{40,64})\b"),
    ("aiven-token", "aivenv1_", r"\b(aivenv1_[A-Za-z0-9+/]{60,})"),
    ("aiven-password", "avns_", r"\b(AVNS_[\w-]{16,24})\b"),
    ("xata-key", "xau_", r"\b(xau_[A-Za-z0-9]{32,44})\b"),
    ("clickhouse-key", "4b1d", r"\b(4b1d[A-Za-z0-9]{38})\b"),
    ("prefect-key", "pnu_", r"\b(pnu_[A-Za-z0-9]{36})\b"),
    ("infracost-key", "ico-", r"\b(ico-[A-Za-z0-9]{32})\b"),
    ("scalingo-token", "tk-us-", r"\b(tk-us-[\w-]{48})"),
    ("yandex-cloud-key", "aqvn t1.", r"\b(AQVN[\w-]{35,38}|t1\.[A-Z0-9a-z_-]+={0,2}\.[A-Z0-9a-z_-]{86}={0,2})"),
    ("openshift-token", "sha256~", r"\b(sha256~[\w-]{43})"),
    ("defined-key", "dnkey-", r"\b(dnkey-[a-z0-9=_-]{26}-[a-z0-9=_-]{52})"),
    ("harness-token", "pat. sat.", r"\b([ps]at\.[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20})\b"),
    ("octopus-key", "api-", r"\b(API-[A-Z0-9]{26,32})\b"),
    ("jfrog-reference-token", "cmvmdgtu", r"\b(cmVmdGtu[A-Za-z0-9]{56})\b"),
    (
        "onepassword-secret-key",
        "a3-",
        r"\b(A3-[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})(?:-[A-Z0-9]{5}){3})\b",
    ),
    # Code, work, documents
    ("sourcegraph-token", "sgp_", r"\b(sgp_(?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40})\b"),
    ("contentful-token", "cfpat-", r"\b(CFPAT-[\w-]{43})"),
    ("readme-key", "rdme_", r"\b(rdme_[a-z0-9]{60,80})\b"),
    ("asana-token", "1/ 2/", r"\b([12]/\d{13,17}(?:/\d{13,17})?:[a-f0-9]{32})\b"),
    ("clickup-token", "pk_", r"\b(pk_\d{6,10}_[A-Z0-9]{32})\b"),
    ("hubspot-token", "pat-na pat-eu", r"\b(pat-(?:na|eu)\d-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12})\b"),
    ("linear-oauth-token", "lin_oauth_", r"\b(lin_oauth_[a-f0-9]{64})\b"),
    ("frameio-token", "fio-u-", r"\b(fio-u-[\w=-]{64})"),
    ("adobe-client-secret", "p8e-", r"\b(p8e-[A-Za-z0-9_-]{32})\b"),
    ("calcom-key", "cal_live_", r"\b(cal_live_[a-f0-9]{32})\b"),
    ("mapbox-secret-token", "sk.eyj", r"\b(sk\.eyJ[\w-]{40,100}\.[\w-]{20,24})"),
    ("maxmind-key", "_mmk", r"\b([A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)\b"),
    ("settlemint-token", "sm_", r"\b(sm_[aps]at_[A-Za-z0-9]{16})\b"),
    (
        "authress-key",
        "sc_ ext_ scauth_ authress_",
        r"\b((?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30,120})",
    ),
    # Money, travel, messages
    ("flutterwave-key", "flwseck", r"\b(FLWSECK(?:_TEST)?-[a-h0-9]{32}-X)\b"),
    ("razorpay-key", "rzp_", r"\b(rzp_(?:live|test)_[A-Za-z0-9]{14})\b"),
    ("duffel-token", "duffel_", r"\b(duffel_(?:test|live)_[\w=-]{43})"),
    ("facebook-token", "eaac eaam", r"\b(EAA[CM][A-Za-z0-9]{80,})\b"),
    ("slack-client-token", "xoxc- xoxd-", r"\b(xox[cd]-[\w%-]{40,250})"),
    ("intra42-secret", "s-s4t2", r"\b(s-s4t2(?:ud|af)-[a-f0-9]{64})\b"),
    # Watching
    ("posthog-key", "phx_", r"\b(phx_[A-Za-z0-9_]{40,60})\b"),
    ("honeycomb-key", "hcaik_ hcxik_ hcamk_", r"\b(hc[ax][im]k_[a-z0-9]{26}[a-z0-9]{0,36})\b"),
    ("checkly-key", "cu_", r"\b(cu_[a-f0-9]{32})\b"),
    ("newrelic-license-key", "nral", r"\b([a-f0-9]{32}FFFFNRAL|[a-z]{2}\d\dxx[a-f0-9]{30}NRAL)\b"),
    ("grafana-api-key", "eyjrijoi", r"\b(eyJrIjoi[A-Za-z0-9+/]{70,400}={0,3})"),
)  # fmt: skip
