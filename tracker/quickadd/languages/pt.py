"""The words of Portuguese, as what they say in the grammar's own: see the package for how patterns are written."""

NUMBERS = {
    "1": "um | uma", "2": "dois | duas", "3": "três", "4": "quatro", "5": "cinco", "6": "seis", "7": "sete",
    "8": "oito", "9": "nove", "10": "dez", "11": "onze", "12": "doze", "13": "treze", "14": "quatorze | catorze",
    "15": "quinze", "16": "dezesseis | dezasseis", "17": "dezessete | dezassete", "18": "dezoito",
    "19": "dezenove | dezanove", "20": "vinte", "30": "trinta", "40": "quarenta", "50": "cinquenta",
    "60": "sessenta", "70": "setenta", "80": "oitenta", "90": "noventa", "100": "cem | cento",
    "200": "duzentos | duzentas", "300": "trezentos | trezentas", "400": "quatrocentos | quatrocentas",
    "500": "quinhentos | quinhentas", "600": "seiscentos | seiscentas", "700": "setecentos | setecentas",
    "800": "oitocentos | oitocentas", "900": "novecentos | novecentas", "1000": "mil",
}  # fmt: skip
JOINS = ("e",)
WORDS = {
    # days
    "today": "hoje cedinho | hoje | hj", "yesterday": "ontem", "tomorrow": "amanhã",
    "day before yesterday": "anteontem | antes de ontem", "day after tomorrow": "depois de amanhã",
    "last night": "ontem à noite | ontem de noite | noite passada",
    "yesterday morning": "ontem de manhã | ontem pela manhã",
    "yesterday afternoon": "ontem à tarde | ontem de tarde",
    "this morning": "hoje de manhã | esta manhã | hoje cedo", "this afternoon": "hoje à tarde | esta tarde",
    "tonight": "hoje à noite | esta noite",
    "in the morning": "de manhã | da manhã | pela manhã | da madrugada | de madrugada", "in the afternoon": "à tarde | "
    "de tarde | da tarde",
    "at night": "à noite | de noite | da noite",
    "mon": "segunda | segunda feira | segunda-feira | seg | 2ª feira",
    "tue": "terça | terça feira | terça-feira | ter | 3ª feira",
    "wed": "quarta | quarta feira | quarta-feira | qua | 4ª feira",
    "thu": "quinta | quinta feira | quinta-feira | qui | 5ª feira",
    "fri": "sexta | sexta feira | sexta-feira | sex | 6ª feira", "sat": "sábado | sáb", "sun": "domingo | dom",
    "jan": "janeiro", "feb": "fevereiro | fev", "mar": "março", "apr": "abril | abr", "may": "maio | mai",
    "jun": "junho", "jul": "julho", "aug": "agosto | ago", "sep": "setembro | set", "oct": "outubro | out",
    "nov": "novembro", "dec": "dezembro | dez",
    "last $1": "D passada | D passado | na D passada | no D passado | última D | último D | na última D | no último D",
    "next $1": "próxima D | próximo D | D que vem | na próxima D | no próximo D | na D que vem",
    "this $1": "esta D | este D | nesta D | neste D", "$1 the $2th": "D O | D dia O | na D dia O | "
    "na D O | no D O | no D dia O", "$1": "W | na D | no D | a D | o D",
    "$1-$2": "D a D | de D a D | D à D | de D à D | entre D e D",
    "1": "1º | 1o | primeiro de",
    "$1 days ago": "há # dia | há # dias | # dias atrás | # dia atrás | faz # dias | faz # dia",
    "$1 weeks ago": "há # semana | há # semanas | # semanas atrás | # semana atrás | faz # semana | faz # semanas",
    "in $1 days": "em # dias | daqui a # dias | daqui # dias", "in $1 weeks": "em # semanas | daqui a # semanas",
    "last week": "semana passada | na semana passada | a semana passada | última semana | na última semana",
    "this week": "esta semana | nesta semana | essa semana",
    "next week": "próxima semana | na próxima semana | semana que vem | na semana que vem",
    "last month": "mês passado | no mês passado | o mês passado", "this month": "este mês | neste mês | esse mês",
    "next month": "próximo mês | no próximo mês | mês que vem | no mês que vem",
    "last weekend": "fim de semana passado | no fim de semana passado | final de semana passado",
    "this weekend": "este fim de semana | neste fim de semana | no fim de semana",
    "last $1 days": "últimos # dias | nos últimos # dias", "last $1 weeks": "últimas # semanas | nas últimas # semanas",
    "week $1": "semana #", "week of": "semana de | semana do | na semana de",
    "from or since": "desde | desde o", "until": "até | até o", "until @1": "até {as,às} C | até a C",
    "$1 $2": "M de Y", "$1 of $2": "O de M", "$1 of $2 $3": "O de M de Y", "from": "a partir de | a partir do | "
    "a partir da",
    "from $1 to $2": "do dia # ao dia # | de # até o dia # | entre os dias # e # | entre o dia # e o dia # | "
    "de # para # | desde [as] C até [as] C | "
    "de # a # | de # até # | do # ao # | entre # e # | de C a C | de C às C | "
    "das C às C | das C à C | "
    "da C às C | das C ao C | da C ao C | do C às C | do C à C | das C até [as] C | de C até [as] C | "
    "das C até o C | de C à C | de C ao C | do C até [as] C | entre [as] C e [as] C | entre a C e as C",
    "$1 to $2": "K às K | K à K | K até [as] K | K ao K",
    "at $1": "a A | à A",
    "$1 tasks at $2": "# tarefa a # | # tarefas a #",
    "from $1 $2 to $3 $4": "de # de M a # de M | de # de M até # de M | # de M a # de M | # de M até # de M",
    # clock
    "at @1": "às C | à K | lá pelas C", "from @1": "a partir das C | desde as C | desde a C",
    "@1 am": "# da manhã | # horas da manhã",
    "@1 pm": "# da tarde | # da noite | # horas da tarde | # horas da noite",
    "noon": "meio-dia | meio dia", "midnight": "meia-noite | meia noite", "at noon": "ao meio-dia | ao meio dia",
    "at midnight": "à meia-noite | à meia noite",
    # lengths
    "$1 hours": "# hora | # horas | # horinhas | # horinha | # hs | # hrs | # hr", "$1 minutes": "# minuto | "
    "# minutos | # min | # mins",
    "$1 seconds": "# segundo | # segundos | # seg",
    "$1 hours $2 minutes": "# {hora,horas,hs,hrs} [e] # {minuto,minutos,min,mins} | # {hora,horas} e #",
    "$1 hours and half": "# hora e meia | # horas e meia", "$1 hours and quarter": "# hora e um quarto | "
    "# horas e um quarto",
    "hour and half": "hora e meia", "half hour": "meia horinha | meia hora", "and half": "e meia",
    "15m": "1/4 de hora | um quarto de hora | quarto de hora", "45m": "3/4 de hora | três quartos de hora",
    "break": "intervalo de | pausa de | almoço de | intervalo | de intervalo | pausa | de pausa | almoço | de almoço",
    "no break": "sem intervalo | sem pausa | sem almoço", "counted": "contadas | contados | contado | contada",
    "minus": "menos", "about": "cerca de | mais ou menos | aproximadamente | umas | uns | por volta de",
    "almost": "quase",
    "a day": "por dia | ao dia | diárias | diários | cada dia | todo dia | todos os dias",
    "a week": "por semana | semanais | semanal | cada semana", "an hour": "por hora | a hora | cada hora",
    "per task": "por tarefa | cada tarefa", "each": "cada uma | cada um | cada",
    # what is counted
    "$1 tasks": "# tarefa | # tarefas", "$1 surveys": "# pesquisa | # pesquisas | # questionários",
    "$1 studies": "# estudo | # estudos", "$1 images": "# imagem | # imagens",
    "$1 questions": "# perguntas | # pergunta",
    "$1 items": "# itens", "$1 videos": "# vídeos | # vídeo", "$1 files": "# arquivos | # arquivo",
    "$1 conversations": "# conversas",
    # work
    "worked": "trabalhamos | trampamos | ralei | labutei | trabalhei | trabalhado | trabalhando | trampei",
    "did": "levei | demorei | levei {pra,para} fazer | acabei de fazer | mandei | peguei | rodei | meti | fiquei | "
    "passei | fiz | "
    "feito | fazendo | dediquei",
    "just": "de novo | novamente | outra vez | já | acabei de",
    "work": "trabalho",
    "unpaid": "não pago | não paga | sem pagamento | não remunerado | não remunerada | de graça | não pagas | "
    "não pagos",
    "interview": "entrevista | entrevistas", "assessment": "avaliação | prova | teste",
    "application": "candidatura | inscrição", "training": "treinamento | capacitação | formação | curso",
    "searching": "busca | procurando | procurando trabalho | procura", "waiting": "espera | esperando | aguardando",
    "rework": "correções | retrabalho", "rework or task": "revisão | revisões | correção",
    "communication": "comunicação | reunião | mensagens", "admin": "administração | papelada | faturamento",
    "dispute": "disputa | contestação | reclamação", "as": "como",
    "pending": "pendente | pendentes", "approved": "aprovado | aprovada | aprovaram | aprovou | aprovados | aprovadas",
    "rejected": "recusou | rejeitou | reprovou | reprovaram | recusaram | me recusou | me rejeitou | me recusaram | "
    "me rejeitaram | rejeitadas | recusadas | rejeitado | rejeitada | recusado | recusada | rejeitaram",
    "removed": "removido | removida",
    "submitted": "entregue | entreguei", "invoiced": "faturado | faturei", "sent": "enviado | enviaram",
    "arrived": "chegou | chegaram", "all": "tudo | todos | todas",
    # money
    "$1 hours ago": "há # horas | há # hora | # horas atrás", "pays": "paga",
    "received": "acabei de receber | {caiu,caíram,entrou,entraram,pingou} na [minha] conta | chegou o pagamento da | "
    "chegou o pagamento do | chegou o pagamento | caiu o pagamento | "
    "depositou | depositaram | recebi | recebido | recebida | caiu | caíram | caiu na conta | "
    "caíram na conta | entrou | entraram | entrou na conta | pingou | me depositaram | me transferiram | me enviaram | "
    "me mandaram",
    "paid": "pagou | pagaram | pago", "got paid": "me pagaram | fui pago | fui paga", "paid me": "me pagou",
    "payment for $1": "pagamento de M", "payment": "salário | o salário | grana | dinheiro | bufunfa | pagamento | "
    "pagamentos | depósito",
    "will": "vou | vai | vão | trabalharei | receberei | farei | vou receber | "
    "vou trabalhar | pagarão | pagará | quero | deveria | me pagam | me paga",
    "made": "ganhei | ganho | ganhando", "bonus": "bônus | gorjeta | gratificação", "milestone": "marco",
    "stipend": "bolsa | ajuda de custo", "referral": "indicação | por indicação | de indicação",
    "adjustment": "ajuste", "deducted": "desconto | descontos | retenção",
    "clawback": "descontaram | descontou | estornou | estornaram | tirou | tiraram",
    "clawback or reimbursement": "estorno",
    "via pix": "um pix de",
    "reimbursement": "reembolso | reembolsaram", "refund": "devolução | devolveram",
    "fee": "taxas | taxa de | com taxa de | de taxa", "via": "através do | através de",
    "due": "vence | vence em | vencimento", "via $1": "pelo R | pela R | por R | via R",
    "from $1  to $2": "do R para o R | de R para R | da R para o R | do R para a R | do R pro R | da R para R | "
    "do R para R",
    "to $1": "para o R | para a R | pro R | para R | no R",
    "spent": "gastei | gasto | gastos | paguei", "bought": "comprei | compra",
    "bill": "conta de | fatura | boleto | conta da",
    "electricity": "luz | eletricidade | energia", "headset": "fone | fones", "chair": "cadeira", "keyboard": "teclado",
    "rent": "aluguel", "withdrew": "saquei | retirei | saque", "transferred": "transferi | transferência | transferido",
    "moved": "movi", "dollars": "dólares | dólar", "pounds": "libras", "brl": "pila | mangos | "
    "real | reais",
    "usd": "doletas | doll | dólares dos eua | dólares americanos",
    "cad": "dólares canadenses",
    # what happened
    "paused": "pausado | pausada | pausaram | pausou | em pausa | foi pausado | "
    "colocaram em pausa | colocado em pausa",
    "suspended": "suspenso | suspensa | suspenderam",
    "resumed": "voltou | retomado | retomada | retomaram | retomou | reativado | reativada",
    "cancelled": "cancelado | cancelada | cancelaram | cancelou",
    "completed": "terminei | concluí | concluído | concluída | finalizado | finalizada | terminado | terminou | "
    "concluíram",
    "ended": "encerrado | encerrada | encerraram | acabou", "left": "saí | deixei | desisti",
    "deactivated": "desativado | desativada | desativaram | desativou", "banned": "banido | banida | me baniram",
    "started": "começou | comecei | iniciado | iniciada | iniciou", "applied": "candidatei | me candidatei",
    "interviewed": "entrevistado | entrevistada | me entrevistaram", "declined": "recusei | rejeitei",
    "offered": "oferecido | oferecida | ofereceram", "rate": "valor | valor da hora | valor hora",
    "fee or rate": "tarifa | taxa", "gave me": "me deram | me deu",
    "rate cut": "baixaram a taxa | baixaram o valor | abaixaram a taxa", "rate raised": "aumentaram a taxa | "
    "aumentaram o valor", "cut to": "caiu para | baixou para | reduzida para",
    "cut from $1 to $2": "caiu de # para #", "cut": "baixou | baixaram",
    "raised": "subiu | aumentou",
    "raised to": "subiu para | aumentou para",
    "changed to": "mudou para", "announced": "anunciado | anunciada | anunciaram | avisado | avisaram | avisada",
    "only or just": "só | somente | apenas", "sold": "vendi | vendido | vendemos",
    "$1 days notice": "# dias de aviso | # dia de aviso | # dias de antecedência | # dia de antecedência",
    "$1 hours notice": "# horas de aviso | # hora de aviso | # horas de antecedência",
    "$1 weeks notice": "# semanas de aviso | # semana de aviso | # semanas de antecedência",
    "no notice": "sem aviso | sem aviso prévio | sem avisar",
    "because": "porque | por causa de | por causa da | por falta de",
    # time off, hours, queues
    "day off": "tirei folga | folga | de folga | dia de folga | descansei", "vacation": "férias | de férias | feriado",
    "days off": "dias de folga",
    "sick": "fiquei doente | estou doente | doente | de atestado | atestado", "available": "disponível | "
    "disponíveis | disponibilidade",
    "nothing": "nada | não tem nada | não tinha nada | não há nada",
    "no tasks": "continua sem {tarefas,tarefa} | segue sem tarefas | acabaram as tarefas | sem tarefa | "
    "tá sem tarefa | sem tarefas | não há tarefas | "
    "não tem tarefas | não tinha tarefas | "
    "sem trabalho | "
    "não tem trabalho | "
    "não havia tarefas | nenhuma tarefa | não tem tarefa",
    "empty queue": "fila vazia de novo | fila vazia | a fila está vazia", "checked": "verifiquei | olhei | chequei",
    "tasks available": "tem tarefa | tem tarefa nova | tem tarefas | tarefas disponíveis | há tarefas | "
    "tinha tarefas | tem trabalho",
    # what says little, and what is no record
    "of": "de | do | da | dos | das", "the $1th": "no dia O | dia O | o dia O", "i'm": "estou",
    "the": "no dia | dia | o | os | as | ao", "in $1 $2": "em M de Y", "in $1": "no N | no mês de M | em M",
    "in project": "no projeto", "now": "agora",
    "in": "na conta | na minha conta | na conta {da,do} | em | na | nos | nas | num | numa",
    "for": "referente a | referente ao | referente à | para | pra | por | pelo | pela | pro | para a | para o | "
    "para as | para os | pra a | pro o", "with": "com", "and": "e",
    "project": "projeto | projetos", "account": "conta | minha conta", "i": "eu", "my": "meu | minha | meus | minhas",
    "me": "me", "a": "um | uma", "was": "foi | foram | está | estão | estava | era | ficou | tá",
    "have": "tenho | temos | tem",
    "month": "mês | meses", "week": "semana | semanas",
    "we": "nós | eles | elas | a gente", "time": "tempo", "new": "nova | novo",
    "not": "não | nunca | ñ", "yet": "ainda | ainda não", "owes": "deve | devem | me deve | me devem",
    "maybe": "talvez | se | tomara",
    "or": "ou",
    "brl or eur": "pau | paus | conto | contos", "mzn": "meticais | metical", "aoa": "kwanzas | kwanza",
    # talk
    "shift": "turno | meu turno", "hello": "oi | olá | bom dia | boa tarde | boa noite | obrigado | obrigada | "
    "valeu", "finally": "finalmente | "
    "enfim",
    "log": "anota | registra | lança | adiciona | anotar | registrar | lançar", "earlier": "cedo | cedinho | mais cedo",
    "also": "também", "another": "outro | outra | outros | outras | mais um | mais uma",
    # what the grammar has no word for: a line with it is not taken, and no name is made of it
    "…": "hora extra | horas extras | quebrou | estragou | continua | continuam | segue | virei | retrasada | "
    "retrasado | emprestei | "
    "emprestaram | devolvi | "
    "centavos | às segundas | às terças | "
    "segundas | terças | quartas | quintas | sextas | sábados | domingos | ano | "
    "anos | ano passado | há # {ano,anos} | faço | faria | recebo | tiver | pretendo | tiver tarefa | "
    "consegui | conseguir | saiu | saiu o pagamento | fiz nada | nada feito | o minuto | "
    "por minuto | cada minuto | mas | porém | embora | nem | ninguém | "
    "alguém | jamais | "
    "metade | a metade | parcial | parcialmente | "
    "líquido | "
    "líquidos | líquida | líquidas | bruto | brutos | bruta | brutas | na verdade | preciso | preciso fazer | "
    "precisava | "
    "tenho que | tinha que | teria | teriam | seria | será | serão | ser | vai ser | pode ser | pode | podem | "
    "poderia | "
    "errei | errado | corrigindo | corrijo | por engano | engano | erro | por erro | apaga | apagar | tira | "
    "tirar | remove | queria | "
    "queriam | ia | ia fazer | iam | acho | acho que | achei | penso | parece | parece que | dizem | dizem que | "
    "disseram que | mais | mais de | a mais | menos de | no mínimo | no máximo | pelo menos | mínimo | máximo | após | "
    "depois de | antes de | depois | antes | e pouco | e pouca | e tanto | e tantos | e tantas | e uns quebrados | "
    "e poucos | "
    "mal | prestes a | por que | quanto | quantas | quantos | quando | onde | quem | que | enquanto | então | pagas | "
    "outro dia | no outro dia | esses dias | às vezes | sempre | costumo | exceto | salvo | fora | incluindo | "
    "incluído | incluída | além de | em vez de | ao invés de | faltam | falta | faltou | faltaram | sobrou | restam | "
    "atrasado | atrasada | atrasou | bloqueado | bloqueada | congelado | retido | em processamento | falhou | "
    "voltou atrás | "
    "prometeu | prometeram | espero | esperava | tomara que | isso | isto | aquilo | esse | essa | esses | essas | "
    "aquele | aquela | você | vocês | seu | sua | lhe | nosso | nossa | muito | muita | muitos | muitas | bastante | "
    "demais | vários | várias | algum | alguns | algumas | pouco | pouca | poucas | poucos | um pouco de | nenhum | "
    "nenhuma | dobro | o dobro | quase nada | sem contar | fora o | devia | deveria ter | tentei | cada vez | tipo",
}  # fmt: skip
