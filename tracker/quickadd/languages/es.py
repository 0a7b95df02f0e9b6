"""The words of Spanish, as what they say in the grammar's own: see the package for how patterns are written."""

NUMBERS = {
    "1": "un | una | uno", "2": "dos", "3": "tres", "4": "cuatro", "5": "cinco", "6": "seis", "7": "siete",
    "8": "ocho", "9": "nueve", "10": "diez", "11": "once", "12": "doce", "13": "trece", "14": "catorce",
    "15": "quince", "16": "dieciséis", "17": "diecisiete", "18": "dieciocho", "19": "diecinueve", "20": "veinte",
    "21": "veintiuno | veintiún | veintiuna", "22": "veintidós", "23": "veintitrés", "24": "veinticuatro",
    "25": "veinticinco", "26": "veintiséis", "27": "veintisiete", "28": "veintiocho", "29": "veintinueve",
    "30": "treinta", "40": "cuarenta", "50": "cincuenta", "60": "sesenta", "70": "setenta", "80": "ochenta",
    "90": "noventa", "100": "cien | ciento", "200": "doscientos | doscientas", "300": "trescientos | trescientas",
    "400": "cuatrocientos | cuatrocientas", "500": "quinientos | quinientas", "600": "seiscientos | seiscientas",
    "700": "setecientos | setecientas", "800": "ochocientos | ochocientas", "900": "novecientos | novecientas",
    "1000": "mil",
}  # fmt: skip
JOINS = ("y",)
WORDS = {
    # days
    "today": "hoy temprano | hoy tempranito | hace un rato | hace rato | hoy mismo | hoy | el día de hoy",
    "yesterday": "ayer | el día de ayer",
    "tomorrow": "mañana",
    "day before yesterday": "anteayer | antier | antes de ayer | antes ayer | antenoche | anteanoche",
    "day after tomorrow": "pasado mañana",
    "last night": "anoche | ayer en la noche | ayer por la noche | ayer noche",
    "yesterday morning": "ayer por la mañana | ayer en la mañana | ayer de mañana",
    "yesterday afternoon": "ayer por la tarde | ayer en la tarde",
    "this morning": "hoy a la mañana | hoy en la madrugada | esta mañana | hoy en la mañana | hoy por la mañana",
    "this afternoon": "hoy a la tarde | esta tarde | hoy en la tarde | hoy por la tarde",
    "tonight": "esta noche | hoy en la noche | hoy por la noche",
    "in the morning": "por la mañana | en la mañana | a la mañana | en la madrugada | por la madrugada | "
    "de la mañana | de la madrugada | de madrugada",
    "in the afternoon": "a la tarde | por la tarde | en la tarde | de la tarde",
    "at night": "a la noche | por la noche | en la noche | de la noche",
    "mon": "lunes | lun", "tue": "martes", "wed": "miércoles | mié", "thu": "jueves | jue", "fri": "viernes | vie",
    "sat": "sábado | sáb", "sun": "domingo | dom",
    "tue or mar": "mar",
    "second": "segunda | segundo", "fifth": "quinta | quinto", "sixth": "sexta | sexto",
    "jan": "enero | ene", "feb": "febrero", "mar": "marzo | mzo", "apr": "abril | abr", "may": "mayo",
    "jun": "junio", "jul": "julio", "aug": "agosto | ago", "sep": "septiembre | setiembre | set",
    "oct": "octubre", "nov": "noviembre", "dec": "diciembre | dic",
    "last $1": "D pasado | el D pasado | el pasado D | pasado D | último D | el último D",
    "next $1": "D próximo | el próximo D | próximo D | D que viene | el D que viene",
    "this $1": "este D",
    "$1": "el D | W", "$1 the $2th": "D O | el D O | D día O | el D día O",
    "$1-$2": "D a D | de D a D | D al D | del D al D | entre D y D",
    "1": "1er | 1ro | 1º | primero de",
    "$1 days ago": "hace # día | hace # días | # días atrás | # día atrás",
    "$1 weeks ago": "hace # semana | hace # semanas | # semanas atrás | # semana atrás",
    "in $1 days": "en # días | en # día | dentro de # días",
    "in $1 weeks": "en # semanas | en # semana | dentro de # semanas",
    "last week": "la semana pasada | semana pasada | la última semana | última semana",
    "this week": "esta semana", "next week": "la próxima semana | próxima semana | la semana que viene",
    "last month": "el mes pasado | mes pasado | el último mes",
    "this month": "este mes", "next month": "el próximo mes | próximo mes | el mes que viene",
    "last weekend": "el fin de semana pasado | fin de semana pasado | el finde pasado | finde pasado",
    "this weekend": "este fin de semana | este finde | el fin de semana | el finde",
    "last $1 days": "últimos # días | los últimos # días", "last $1 weeks": "últimas # semanas | las últimas # semanas",
    "week $1": "semana #", "week of": "semana del | la semana del | semana de",
    "from or since": "desde | desde el", "until": "hasta | hasta el", "until @1": "hasta las C | hasta la C",
    "$1 $2": "M de Y | M del Y", "$1 of $2": "O de M", "$1 of $2 $3": "O de M {de,del} Y",
    "from $1 to $2": "del día # al día # | entre el # y el # | entre los días # y # | de # a # | "
    "del # al # | desde # hasta # | "
    "entre # y # | desde el # hasta el # | "
    "de [las] C a [las] C | de la C a [las] C | de [las] C a la C | de [las] C al C | del C al C | del C a [las] C | "
    "de [las] C hasta [las] C | desde [las] C hasta [las] C | desde la C hasta [las] C | desde [las] C hasta la C | "
    "desde [las] C hasta el C | "
    "entre [las] C y [las] C | entre la C y las C | desde [las] C a [las] C",
    "$1 to $2": "K a [las] K | K hasta [las] K | K al K",
    "at $1": "a A | a razón de A",
    "$1 tasks at $2": "# tarea a # | # tareas a #",
    # clock
    "at @1": "a las C | a la C | tipo K", "from @1": "a partir de las C | a partir de la C | desde las C | desde la C",
    "noon": "mediodía | medio día | 12 del mediodía | 12 de mediodía | doce del mediodía", "at noon": "al mediodía",
    "midnight": "medianoche | media noche", "at midnight": "a medianoche",
    # lengths
    "$1 hours": "# hora | # horas | # horitas | # horita | # hs | # hrs | # hr", "$1 minutes": "# minuto | "
    "# minutos | # min | # mins",
    "$1 seconds": "# segundo | # segundos | # seg",
    "$1 hours $2 minutes": "# {hora,horas,hs,hrs} [y] # {minuto,minutos,min,mins} | # {hora,horas} y # | "
    "# {hora,horas,hs,hrs} con # {minutos,min,mins}",
    "$1 hours and half": "# {hora,horas,hs,hrs} y media", "1h15m": "hora y cuarto",
    "$1 hours and quarter": "# hora y cuarto | # horas y cuarto", "and quarter": "y cuarto",
    "$1 hours 45 minutes": "# hora y tres cuartos | # horas y tres cuartos",
    "hour and half": "hora y media", "half hour": "media horita | media hora", "and half": "y media",
    "15m": "1/4 de hora | 1/4 hora | un cuarto de hora | cuarto de hora", "45m": "3/4 de hora | tres cuartos de hora",
    "break": "descanso de | pausa de | almuerzo de | descanso | de descanso | pausa | de pausa | almuerzo | "
    "de almuerzo | comida | de comida",
    "no break": "sin descanso | sin pausa | sin almuerzo",
    "counted": "contados | contado | contada | contadas | contaron", "minus": "menos",
    "about": "unas | unos | aproximadamente | aprox | alrededor de | más o menos | cerca de", "almost": "casi",
    "a day": "al día | por día | diarias | diarios | diaria | cada día | todos los días",
    "a week": "a la semana | por semana | semanales | semanal | cada semana",
    "an hour": "por hora | la hora | cada hora | x hora", "per task": "por tarea | la tarea | cada tarea",
    "each": "cada una | cada uno | c/u | cada",
    # what is counted
    "$1 tasks": "# tarea | # tareas", "$1 surveys": "# encuesta | # encuestas", "$1 studies": "# estudio | # estudios",
    "$1 images": "# imagen | # imágenes", "$1 questions": "# pregunta | # preguntas",
    "$1 items": "# ítems | # artículos",
    "$1 videos": "# vídeos | # vídeo", "$1 files": "# archivo | # archivos", "$1 conversations": "# conversaciones",
    # work
    "worked": "trabajamos | curramos | chambié | trabajé | trabajado | trabajando | chambeé | laburé | curré | "
    "le chambeé | le trabajé",
    "did or moved": "pasé", "did": "tardé | me tomó | me tomó terminar | me llevó | hicimos | acabo de hacer | "
    "aventé | me aventé | eché | me eché | me pegué | "
    "camellé | jalé | me metí | le pegué | estuve | "
    "hice | hecho | haciendo | le di | le metí | le dediqué | dediqué | "
    "metí | le eché | invertí",
    "just": "de nuevo | otra vez | nuevamente | ya mero | apenas ayer | ya | recién",
    "work": "trabajo | chamba | laburo | curro | de chamba | de laburo | de curro | camello",
    "unpaid": "sin paga | sin remunerar | no pagado | no pagada | sin pagar | sin pago | no remunerado | "
    "no remunerada | "
    "gratis | no pagadas",
    "interview": "entrevista | entrevistas", "assessment": "evaluación | examen | prueba",
    "application": "solicitud | postulación | aplicación",
    "training": "capacitación | formación | entrenamiento | curso",
    "searching": "búsqueda | buscando trabajo | buscando",
    "waiting": "espera | esperando | en espera de tareas", "rework": "correcciones | retrabajo",
    "rework or task": "revisión | revisiones | corrección",
    "communication": "comunicación | reunión | correos | mensajes", "admin": "administración | papeleo | facturación",
    "dispute": "disputa | reclamo", "as": "como",
    "pending": "pendiente | pendientes", "approved": "me aprobó | me aprobaron | aprobado | aprobada | aprobaron | "
    "aprobó | aprobados | aprobadas",
    "rejected": "rechazó | me rechazó | me rechazaron | nos rechazaron | rechazado | rechazada | rechazaron | "
    "rechazadas", "removed": "eliminado | eliminada",
    "submitted": "entregado | entregué | entregada", "invoiced": "facturado | facturé", "sent": "enviado | enviaron",
    "arrived": "llegó | llegaron", "all": "todo | todos | todas",
    # money
    "received": "acabo de {cobrar,recibir} | llegó el pago de | llegó el pago | me llegó el pago | cayó el pago | "
    "me cayó el pago | "
    "entró el pago | recibí | recibido | recibida | cobré | cobrado | me llegaron | me llegó | me depositaron | "
    "me depositó | me cayó | me cayeron | cayó | cayeron | me entró | me entraron | entró | entraron | me ingresaron | "
    "me ingresó | me abonaron | me abonó | me acreditaron | me acreditó | se acreditaron | se acreditó | "
    "acreditaron | me giraron | me consignaron | me transfirieron | me transfirió | me enviaron | me envió | "
    "me mandaron | "
    "me mandó | depositó | depositaron | transfirió",
    "paid": "pagó | pagaron | pagado | pagada", "got paid": "me pagaron | me han pagado",
    "pays": "paga", "$1 hours ago": "hace # horas | hace # hora", "$1 minutes ago": "hace # minutos",
    "paid me": "me pagó | me ha pagado",
    "payment": "sueldo | el sueldo | salario | honorarios | cobro de | el cobro | un cobro | dinero | lana | "
    "plata | pasta | guita | platita | pago | pagos | "
    "depósito",
    "payment for $1": "pago de M | pago del mes de M",
    "made": "gané | ganado | ganando | gané unos", "bonus": "bono de bienvenida | bono | bonificación | bonos | "
    "propina",
    "milestone": "hito", "stipend": "estipendio", "referral": "referido | por referido | referidos",
    "adjustment": "ajuste", "deducted": "descuento | descuentos | retención", "clawback": "me quitaron | "
    "me descontaron | quitaron | quitó | descontaron | descontó",
    "reimbursement": "reembolso | reembolsaron", "refund": "devolución | devolvieron",
    "fee": "comisión | comisiones | cargo | con comisión de | comisión de | de comisión", "via": "vía | "
    "mediante | a través de",
    "due": "vence | vence el | vencimiento", "via $1": "por R",
    "from $1  to $2": "de R a R | desde R a R | desde R hasta R",
    "to $1": "al R | a la R | a R | a mi R | hacia R", "from $1": "de mi R | desde R",
    "from": "de parte de | a partir de | a partir del", "to": "al",
    "spent": "gasté | gastado | pagué | gasto | gastos | he gastado", "bought": "compré | comprado | compra",
    "bill": "factura | recibo", "electricity": "luz | electricidad", "headset": "auriculares | audífonos",
    "chair": "silla", "keyboard": "teclado", "mouse": "ratón", "rent": "alquiler",
    "withdrew": "retiré | saqué | retirado | retiro", "transferred": "transferí | transferencia | transferido",
    "moved": "moví", "dollars": "dólares | dólar", "euros": "euro", "pounds": "libras",
    "usd": "u$s | u$d | dls | dlls | dólares gringos | verdes | dólares americanos | dólares estadounidenses",
    "cad": "dólares canadienses",
    "mxn": "varos | varo | pesos mexicanos | peso mexicano", "ars": "mangos | pesos argentinos",
    "cop": "pesos colombianos",
    "clp": "pesos chilenos", "dop": "pesos dominicanos", "uyu": "pesos uruguayos", "php": "pesos filipinos",
    "pen": "s/ | s/. | soles peruanos | nuevos soles",
    # what happened
    "paused": "pausado | pausada | pausaron | pausó | en pausa | en espera | puesto en pausa | puesta en pausa | "
    "pusieron en pausa | puso en pausa | pusieron pausa a",
    "suspended": "suspendido | suspendida | suspendieron",
    "resumed": "reanudado | reanudada | reanudaron | reanudó | retomado | reactivado | reactivada | "
    "volvió | regresó | ha vuelto | reactivaron",
    "cancelled": "cancelado | cancelada | cancelaron | canceló | anulado | anulada",
    "completed": "terminado | terminada | terminé | completé | completado | completada | finalizado | "
    "finalizada | terminó",
    "ended": "acabó | se acabó | cerrado | cerraron", "left": "salí de | dejé | renuncié | abandoné",
    "deactivated": "desactivado | desactivada | desactivaron | desactivó | me desactivaron",
    "banned": "baneado | baneada | me banearon", "started": "empezó | comenzó | empecé | comencé | iniciado | iniciada",
    "applied": "postulé | apliqué | me postulé", "interviewed": "entrevistado | entrevistada | me entrevistaron",
    "declined": "decliné | rechacé", "offered": "ofrecido | ofrecida | ofrecieron | me ofrecieron",
    "rate": "tarifa | la tarifa", "cut to": "bajó a | bajaron a | reducida a", "raised to": "subió a | subieron a",
    "rate cut": "bajó la tarifa | bajaron la tarifa", "rate raised": "subió la tarifa | subieron la tarifa",
    "cut": "bajó | bajaron", "raised": "subió | subieron", "gave me": "me dieron | me dio | me han dado",
    "rate cut to": "bajó la tarifa a | bajaron la tarifa a", "rate raised to": "subió la tarifa a | "
    "subieron la tarifa a",
    "changed to": "cambió a | cambiada a", "own rate": "tarifa propia",
    "announced": "anunciado | anunciada | anunciaron | avisado | avisaron | avisado el", "only or just": "solo | "
    "sólo | solamente | nomás", "sold": "vendí | vendido | vendimos",
    "$1 days notice": "# días de aviso | # día de aviso | # días de preaviso | # días de antelación",
    "$1 hours notice": "# horas de aviso | # hora de aviso",
    "$1 weeks notice": "# semanas de aviso | # semana de aviso",
    "no notice": "sin aviso | sin previo aviso | sin avisar", "because": "porque | debido a | por falta de",
    # time off, hours, queues
    "day off": "libre | día libre | descansé | día de descanso", "vacation": "vacaciones | de vacaciones | feriado",
    "days off": "días libres", "sick": "estuve enfermo | estuve enferma | estoy enfermo | estoy enferma | enfermo | "
    "enferma | de baja | incapacitado | incapacitada",
    "available": "disponible | disponibles | disponibilidad", "nothing": "nada | no hay nada | no había nada",
    "no tasks": "sigue sin {tareas,trabajo} | sigo sin tareas | se {acabaron,terminaron} las tareas | "
    "ya no hay tareas | sin tareas | no hay tareas | "
    "no había tareas | no hubo tareas | no tiene tareas | sin trabajo | "
    "no hay trabajo | no había trabajo | ninguna tarea",
    "empty queue": "cola vacía otra vez | cola vacía de nuevo | cola vacía | la cola está vacía",
    "checked": "revisé | miré | chequeé",
    "tasks available": "hay tareas | tareas disponibles | hay trabajo | había tareas",
    # what says little, and what is no record
    "of": "de | del", "the $1th": "el O | el día O | día O", "i'm": "estoy",
    "the": "el día | día | el | la | los | las | lo", "in": "en", "for": "para el | para la | para los | para | "
    "por | correspondiente a | "
    "correspondientes a", "in $1": "en el mes de M | del mes de M", "with": "con",
    "and": "y | e",
    "month": "mes | meses", "week": "semana | semanas",
    "project": "proyecto | proyectos", "account": "cuenta | mi cuenta", "i": "yo", "my": "mi | mis", "me": "me",
    "a": "un | una", "was": "fue | fueron | era | está | están | estuvo | quedó | se",
    "have": "he | hemos | ha | han",
    "we": "nosotros | ellos | ellas", "time": "tiempo", "new": "nueva | nuevo",
    "will": "me pagan | me paga | voy a | va a | van a | vamos a | trabajaré | recibiré | haré | "
    "pagarán | pagará | cobraré | trabajaría | "
    "quiero | debería",
    "not": "no | nunca | tampoco", "yet": "aún | todavía", "owes": "debe | deben | me deben | me debe",
    "maybe": "quizás | quizá | tal vez | a lo mejor | si | ojalá", "or": "o",
    # money by the names that people give it
    "ves": "bolívares | bolívar", "bob": "bolivianos | boliviano", "crc": "colones", "gtq": "quetzales",
    "hnl": "lempiras",
    "pyg": "guaraníes", "eur or usd": "pavos", "$1k pesos or $1 pen": "# lucas | # luca",
    # talk
    "shift": "turno | mi turno", "hello": "hola | buenas | buenos días | buenas tardes | buenas noches | oye | "
    "gracias", "finally": "por fin | "
    "al fin | "
    "finalmente", "log": "anota | registra | apunta | agrega | añade | anotar | registrar", "earlier": "temprano | "
    "tempranito",
    "another": "otro | otra | otras | otros", "also": "también",
    # what the grammar has no word for: a line with it is not taken, and no name is made of it
    "now": "ahora",
    "only $1": "los D | todos los D | cada D",
    "…": "horas extra | hora extra | horas extras | rompió | se rompió | se dañó | se descompuso | sigue | siguen | "
    "continúa | duro | entré | salí a | "
    "antepasado | antepasada | regalaron | regaló | "
    "presté | prestaron | devolví | "
    "centavos | los sábados | los domingos | sábados | domingos | año | años | hago | capaz | a lo mejor hago | pude | "
    "no pude | logré | alcancé | y cacho | cacho | revirtió | quincena | esta quincena | salió | sale | "
    "dolaritos | cobro | viernes cobro | hice nada | nada hice | el minuto | por minuto | cada minuto | más | mas | "
    "más de | pero | aunque | "
    "sino | jamás | jamas | "
    "nadie | alguien | ni siquiera | mitad | "
    "la mitad | parcial | parcialmente | "
    "neto | neta | netos | netas | bruto | bruta | brutos | brutas | tengo que | tenía que | tendría que | tengo | "
    "tenía | tener | tuve que | "
    "ser | será | sería | serán | ser cancelado | habría | habrían | hubiera | hubieran | creo que | creo | "
    "pienso que | "
    "supongo | supongo que | dicen que | dicen | parece | parece que | puede que | puede | podría | podrían | "
    "iba a | iban a | quería | "
    "querían | quisiera | necesito | necesito hacer | perdón | perdon | corrijo | corrección de | me equivoqué | "
    "equivoqué | por error | error | borra | borrar | elimina | quita | quitar | quítale | mínimo | máximo | "
    "como mínimo | "
    "por lo menos | al menos | a lo sumo | y pico | y algo | y tantos | y tantas | pico | largas | largos | "
    "efectivas | "
    "sin contar | pagadas | pagados | en camino | a punto de | qué | que | por qué | cuánto | cuántas | cuántos | "
    "cuándo | "
    "dónde | quién | cuando | mientras | después de | antes de | después | antes | entonces | luego | de más | "
    "de sobra | "
    "extra de | perdí | me hizo perder | nos | les | le | tu | tus | su | sus | esto | eso | ese | esa | esos | esas | "
    "aquel | aquella | ahí | allá | aquí | acá | muy | mucho | muchas | muchos | demasiado | bastante | varias | "
    "varios | "
    "algunas | algunos | poco | poca | pocas | pocos | un poco de | un poco | apenas | ninguno | ninguna | ningún | "
    "palo | "
    "palos | bs | sin explicación | el otro día | la otra vez | hace poco | a veces | siempre | suele | suelo | "
    "excepto | "
    "salvo | incluido | incluida | incluyendo | además de | aparte de | en vez de | quedan | faltan | falta | "
    "faltaron | "
    "quedaron | quedó debiendo | me quedan | pendiente de pago | por pagar | por cobrar | en proceso | demorado | "
    "atrasado | retrasado | "
    "bloqueado | congelado | retenido | rebotó | falló | intento | intenté | empecé a | terminé de | hicieron | hizo | "
    "doble | el doble | triple | pueden | debo | debía | debería de | esperaba | espero | esperan | prometieron | "
    "prometió | me prometieron | casi casi",
}  # fmt: skip
SPLIT = ("s/.", "s/")
