"""The core forms of instructions to an AI in languages other than English: data for `injection`.

Case is folded by the engine. Scripts without spaces between words have their gaps in characters of one sentence.
"""

from __future__ import annotations

from bailiwick.interpret.content.injection_forms import Form

_G = r"[^\s.!?]{0,4}(?:\s{1,12}\S{0,23}[^\s.!?]){0,5}?\s{1,12}\S{0,3}?"
_W = r"\s(?:\S{0,39}[^\s.!?]\s){0,6}?"
_C = r"[^。！？!?\n]{0,16}?"
_FILES = r"\S{0,20}\.env|\S{0,20}\.ssh|\S{0,20}id_rsa"
_TO = r"(?:https?://|\S{1,40}@\S)"

OTHERS = (
    # --- German ---
    Form("override", 4, rf"(?:ignoriere?n?|vergiss|vergessen sie|missachten?|verwirf|überschreiben?|befolge nicht){_G}(?:bisherigen?|vorherigen?|vorigen?|vorangegangenen?|obigen?|früheren?|ursprünglichen?|deine|ihre|alle)(?:{_G}|\s)\S{{0,12}}(?:anweisung|instruktion|vorgabe|anordnung|befehl|prompt)"),
    Form("address", 2, r"(?:hinweis|nachricht|anweisung|achtung|wichtig)(?:en)?[ :,!-]{0,3}(?:an|für)?(?: die| den| das| alle| jede)?\s(?:ki|llm|ai|sprachmodell|chatbot|assistent)|(?:wenn|falls|da) (?:du|sie) (?:eine?|als)?\s?(?:ki|llm|sprachmodell|assistent)|(?:ki|ai|sprach)[- ]?(?:assistent|agent|modell)(?:en|e)?(?:[:,]| (?:müssen|muss|sollen|soll))"),
    Form("persona", 3, r"(?:ab jetzt|ab sofort|von nun an) (?:bist|wirst|sollst|musst|handelst) du|du bist (?:jetzt|nun) (?:ein|eine|kein|im|nicht mehr)"),
    Form("concealment", 3, rf"(?:sag|sage|erzähle?|verrate|erwähne|informiere|zeige|melde|teile){_W}(?:dem|den|der) (?:benutzer|nutzer|anwender|user|entwickler)\S{{0,2}}{_W}nichts?\b|(?:sag|sage|erzähle?|verrate|erwähne|informiere|zeige) (?:dem|den|der) (?:benutzer|nutzer|anwender|user)\S{{0,2}}{_W}nichts?\b|ohne (?:dass (?:der|die)|den|die) (?:benutzer|nutzer|anwender)\S{{0,2}}"),
    Form("credentials", 2, rf"(?:lies|sende|schicke?|öffne|kopiere|gib|lade|übermittle|zeige)\S{{0,2}}{_W}(?:\S{{0,20}}zugangsdaten|passw[öo]rt|\S{{0,20}}schlüssel|{_FILES}|api-key|token|umgebungsvariablen|geheimnisse)"),
    Form("exfiltration", 2, rf"(?:sende|schicke?|lade|übermittle|poste){_W}(?:an|auf|zu|nach)\s{_TO}"),
    # --- French ---
    Form("override", 4, rf"(?:ignore[rz]?|oublie[rz]?|néglige[rz]?|ne (?:tiens|tenez|tenir) pas compte|ne sui[sv]\S{{0,3}} (?:pas|plus)){_G}(?:instructions?|consignes?|directives?|ordres?|invites?){_G}(?:précédent|antérieur|initial|ci-dessus|reçu|donné|système)"),
    Form("override", 4, r"(?:ignore[rz]?|oublie[rz]?) (?:\S{1,8} ){0,2}(?:tes|vos|précédentes) (?:précédentes |anciennes )?(?:instructions?|consignes?|directives?)"),
    Form("address", 2, r"(?:note|message|instruction|attention|avis|important)s?[ :,!-]{0,3}(?:à|aux?|pour)(?: l['’]| les | tout | toute | tous les )?\s?(?:ia|ai|llm|intelligence artificielle|assistant|agents? ia|modèle)|si (?:tu es|vous êtes) (?:une?|l['’])\s?(?:ia|llm|modèle|assistant|intelligence|agent)|(?:assistant|agent|modèle)s? (?:ia|d['’]ia)"),
    Form("persona", 3, r"(?:à partir de maintenant|désormais),? (?:tu|vous) |tu es (?:maintenant|désormais) (?:un|une|en|libre)"),
    Form("concealment", 3, rf"(?:\bne (?:le |la |les |l['’]|en )?(?:dis|dites|mentionne|mentionnez|révèle|révélez|parle|parlez|informe|informez|montre|montrez|signale|signalez)|sans (?:en )?(?:informer|avertir|prévenir|le dire|demander))\S{{0,2}}{_W}(?:à )?l['’](?:utilisateur|utilisatrice|usager)|sans (?:en )?(?:informer|avertir|prévenir) l['’]utilisat"),
    Form("credentials", 2, rf"(?:lis|lisez|envoie|envoyez|ouvre|ouvrez|copie|copiez|affiche|transmets|transmettez|récupère){_W}(?:mots? de passe|clés?|identifiants|secrets?|jetons?|{_FILES}|variables d['’]environnement)"),
    Form("exfiltration", 2, rf"(?:envoie|envoyez|envoie-le|transmets|transmettez|publie|poste){_W}(?:à|vers|sur)\s(?:l['’]adresse )?{_TO}"),
    # --- Spanish, Portuguese, Italian ---
    Form("override", 4, rf"(?:ignor[aeáé]\S{{0,3}}|olvid[aeáé]\S{{0,3}}|descart[aeáé]\S{{0,3}}|haz caso omiso|no sigas|dimentica|non seguire|desconsider[ae]|esque[çc]a){_G}(?:instruc\S{{1,6}}|instruç\S{{1,6}}|istruzion\S|indica\S{{1,6}}|órdenes|ordens|directrices|diretrizes|indicazioni){_G}(?:anterior|previ|precedent|inicial|original|arriba|acima|sistema|sopra|recibid)"),
    Form("override", 4, r"(?:ignor[aeáé]\S{0,3}|olvid[aeáé]\S{0,3}|dimentica|esque[çc]a)(?: \S{1,8}){0,2} (?:tus|sus|tuas|suas|tue|anteriores|precedenti) (?:instruc\S{1,6}|instruç\S{1,6}|istruzioni|directrices)"),
    Form("address", 2, r"(?:nota|mensaje|aviso|atención|atenção|instrucciones|importante|messaggio)[ :,!-]{0,3}(?:para|a|al|per)(?: la | el | los | las | l['’]| o | a | os | gli | cualquier | todos los | todas las )?\s?(?:ia|ai|llm|inteligencia artificial|asistente|agentes?|modelo|assistente)|si (?:eres|usted es|sei) (?:una?|un['’])\s?(?:ia|ai|llm|modelo|asistente|agente|inteligencia)|(?:asistentes?|agentes?|modelos?) de ia"),
    Form("persona", 3, r"(?:a partir de ahora|de ahora en adelante|a partir de agora|d['’]ora in poi),? (?:eres|serás|actúa|debes|responde|você|sei|devi)|ahora eres (?:un|una|libre)"),
    Form("concealment", 3, rf"(?:\bno (?:se )?(?:lo )?(?:digas|diga|menciones|mencione|reveles|informes|informe|muestres|avises)|não (?:diga|mencione|revele|informe|conte)|non (?:dire|dirlo|menzionare|menzionarlo|informare|rivelare)|sin (?:decírselo|informar|avisar|preguntar|que lo sepa)|sem (?:informar|avisar)|senza (?:informare|dirlo))(?:{_W}|\s)(?:al|a|ao|o|all['’]|l['’])\s?(?:usuario|usuário|utente)"),
    Form("credentials", 2, rf"(?:lee|lea|envía|envíe|manda|abre|copia|copie|muestra|recopila|leia|envie|leggi|invia){_W}(?:contraseñas?|claves?|credencial\S{{1,2}}|secretos?|tokens?|{_FILES}|variables de entorno|senhas?|chaves?|password|credenziali|chiavi)"),
    Form("exfiltration", 2, rf"(?:envía\S{{0,4}}|envíe\S{{0,4}}|manda\S{{0,4}}|publica|sube|envie|invia){_W}(?:a|para)\s{_TO}"),
    # --- Russian ---
    Form("override", 4, rf"(?:игнорируй|игнорируйте|проигнорируй|проигнорируйте|забудь|забудьте|отмени|не следуй|не следуйте|пренебреги){_G}(?:предыдущ|прежн|ранее|выше|свои|исходн|начальн|системн|все)\S{{0,8}}(?:{_G}|\s)\S{{0,12}}(?:инструкци|указани|команд|промпт|распоряжени)"),
    Form("address", 2, r"(?:сообщение|инструкци[яи]|внимание|примечание|заметка|важно)[ :,!-]{0,3}(?:для|всем)?\s?(?:ии|ai|llm|нейросет|искусственн|языков\S{1,4} модел|ассистент|агент)|если (?:ты|вы)\s[—-]?\s?(?:ии|ai|llm|нейросеть|искусственн|языковая|ассистент|агент)|(?:ии|ai)[- ](?:ассистент|агент|помощник)"),
    Form("persona", 3, r"(?:отныне|с этого момента|теперь) (?:ты|вы) "),
    Form("concealment", 3, rf"не (?:говори|говорите|сообщай|сообщайте|упоминай|упоминайте|рассказывай|рассказывайте|показывай|раскрывай)(?:{_W}|\s)пользовател|(?:без ведома|не уведомляя|не сообщая|скрой от|втайне от)(?:{_W}|\s)пользовател"),
    Form("credentials", 2, rf"(?:прочитай|прочти|прочитайте|отправь|отправьте|открой|скопируй|выведи|покажи|пришли|собери)\S{{0,2}}{_W}(?:парол|\S{{0,12}}ключ|токен|секрет|учётн|учетн|{_FILES}|переменн\S{{1,4}} окружени)|(?:прочитай|отправь|скопируй|собери|выведи) (?:парол|ключ|токен|секрет|{_FILES})"),
    Form("exfiltration", 2, rf"(?:отправь|отправьте|пришли|перешли|загрузи|выложи)\S{{0,2}}{_W}(?:на|по|в)\s(?:адрес\S{{0,2}} )?{_TO}"),
    # --- Chinese ---
    Form("override", 4, rf"(?:忽略|无视|無視|忘记|忘記|忘掉|不要(?:遵循|遵守|理会)|覆盖|抛弃){_C}(?:之前|以前|先前|前面|上面|以上|上述|此前|原有|原来|你的|系统|所有){_C}(?:指令|指示|提示词|提示|命令|规则|規則|要求|设定|對話|对话)"),
    Form("address", 2, r"(?:致|给|告知|请|對|对|各位|注意)[^。\n]{0,8}?(?:AI|人工智能|大模型|语言模型|智能助手|助手|智能体)|(?:如果|若|当)你是[^。\n]{0,6}?(?:AI|人工智能|大模型|语言模型|助手|智能体)|(?:AI|人工智能)(?:助手|代理|模型|智能体)[^。\n]{0,4}(?:[:：,，]|请|必须|应)"),
    Form("persona", 3, r"(?:从现在(?:开始|起)|现在起|從現在)[,，]?你|你现在是(?:一个|一名|不受|没有)"),
    Form("concealment", 3, r"(?:不要|别|不得|请勿|不能|无需)[^。\n]{0,6}?(?:告诉|告知|通知|提及|透露|让|向)[^。\n]{0,6}?(?:用户|使用者|他人)|(?:瞒着|不通知|不告知)用户"),
    Form("credentials", 2, r"(?:读取|讀取|发送|发到|打开|复制|输出|收集|上传|提供|获取)[^。\n]{0,24}?(?:密码|密钥|凭证|凭据|令牌|私钥|环境变量|\.env|\.ssh|id_rsa|API ?key|token|secret)|(?:把|将)[^。\n]{0,24}?(?:密码|密钥|凭证|凭据|令牌|私钥|环境变量|\.env|\.ssh|id_rsa|API ?key)[^。\n]{0,24}?(?:发送|发到|上传|发给|输出)"),
    Form("exfiltration", 2, rf"(?:发送|发到|上传|发给|提交|转发)[^。\n]{{0,16}}?{_TO}"),
    # --- Japanese ---
    Form("override", 4, rf"(?:これまで|以前|前の|上記|先ほど|今まで|すべて|全て|元の|システム|あなた){_C}(?:指示|命令|プロンプト|ルール|指令|規則){_C}(?:無視|忘れ|破棄|従わない|従うな|取り消|上書き)"),
    Form("address", 2, r"(?:AI|ＡＩ|人工知能|言語モデル|LLM)(?:アシスタント|エージェント|モデル)?(?:へ|向け|への|の皆さん|は必ず|は次|は、)|あなたが(?:AI|人工知能|言語モデル|LLM|アシスタント)"),
    Form("persona", 3, r"(?:今から|これから|これ以降)[、,]?あなたは|あなたは今(?:から)?[、,]?(?:制限|別|管理)"),
    Form("concealment", 3, r"(?:ユーザー|ユーザ|利用者|使用者)(?:に|には|へ|から)[^。\n]{0,16}?(?:伝えない|知らせない|言わない|教えない|報告しない|隠|見せない|言及しない|知られ|通知しない|内緒|言うな|伝えるな|通知せず|知らせず)"),
    Form("credentials", 2, r"(?:パスワード|秘密鍵|認証情報|APIキー|トークン|環境変数|シークレット|\.env|\.ssh|id_rsa)[^。\n]{0,40}?(?:読み|読ん|送信|送って|送り|出力|開い|コピー|表示|アップロード)"),
    Form("exfiltration", 2, r"(?:https?://\S{1,80}|\S{1,40}@\S{1,40})\s?(?:に|へ|宛)[^。\n]{0,20}?(?:送信|送って|送り|アップロード|投稿|転送)"),
    # --- Korean ---
    Form("override", 4, rf"(?:이전|앞의|위의|지금까지|기존|모든|시스템){_C}(?:지시|지침|명령|프롬프트|규칙){_C}(?:무시|잊|따르지)"),
    Form("concealment", 3, r"(?:사용자|유저)(?:에게|한테)[^.\n]{0,16}?(?:말하지|알리지|언급하지|보고하지|숨기)"),
    Form("credentials", 2, r"(?:비밀번호|비밀 키|API 키|토큰|인증 정보|환경 변수|\.env|\.ssh|id_rsa)[^.\n]{0,30}?(?:읽|보내|전송|출력|복사|업로드)"),
)  # fmt: skip
"""Forms in German, French, Spanish, Portuguese, Italian, Russian, Chinese, Japanese and Korean."""
