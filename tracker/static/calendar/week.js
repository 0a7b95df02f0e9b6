/* The week by day and hour: sessions are blocks that are moved and stretched, new ones are drawn.

   Minutes are of the clock, counted from the Monday: Tuesday 9:00 is 1980. What is shown while something is dragged
   is what is sent; what is stored comes back and is drawn again.

   to the server    acts: [{n, deed, row, seen, start, end}], every act not yet answered; deed is add, move, day (one
                    without clock times), start or end
   from the server  data.monday, days, blocks, loose, words, said; data.answered: the last act handled
   With the keyboard: Enter takes a block up, arrows move it, with Shift its end, with Alt its start, Enter saves,
   Escape leaves it. The buttons below do the same. All texts are set as text, never as markup. */

const DAY = 1440, STEP = 15, NARROW = 620, FAR = 5
const weeks = new WeakMap()

export default function calendar(component) {
  const root = component.parentElement.querySelector(".weekcal")
  if (!weeks.has(root)) weeks.set(root, mounted(root))
  weeks.get(root).told(component)
}

function mounted(root) {
  const find = (name) => root.querySelector(`.weekcal-${name}`)
  const heads = find("heads"), scroll = find("scroll"), hours = find("hours"), columns = find("columns")
  const said = find("said"), tools = find("tools"), days = find("days"), dayName = find("day-name")
  let component, data, edit = null, drag = null, waiting = [], lastN = 0, narrow = null, day = 0, monday = null

  const part = (tag, name, text) => {
    const made = document.createElement(tag)
    if (name) made.className = name
    if (text !== undefined) made.textContent = text
    if (tag === "button") made.type = "button"
    return made
  }
  const say = (text) => { said.textContent = text }
  const within = (at) => Math.min(Math.max(at, 0), 7 * DAY)
  const snap = (at) => Math.round(at / STEP) * STEP
  const two = (n) => String(n).padStart(2, "0")
  const clock = (at) => { const m = ((at % DAY) + DAY) % DAY; return `${two(Math.floor(m / 60))}:${two(m % 60)}` }
  const nameOf = (at) => (data.days[Math.floor(at / DAY)] || { name: "" }).name
  const spanOf = (e) => e.loose && e.a === null ? nameOf(e.day * DAY) : `${nameOf(e.a)} ${clock(e.a)}–${clock(e.b)}`
  const shownDays = () => narrow ? [day] : [0, 1, 2, 3, 4, 5, 6]

  // --- drawing

  const draw = () => {
    const focused = root.contains(document.activeElement) ? document.activeElement.dataset : {}
    const { key, row, add: step } = focused
    const shown = shownDays()
    root.style.setProperty("--days", shown.length)
    days.hidden = !narrow
    dayName.textContent = data.days[day].name
    heads.replaceChildren(...shown.map(head))
    columns.replaceChildren(...shown.map(column))
    heads.style.paddingRight = `${Math.max(0, scroll.offsetWidth - scroll.clientWidth - 2)}px`
    const again = key && (root.querySelector(`[data-key="${key}"]`) || root.querySelector(`[data-row="${row}"]`) || scroll)
    if (again) again.focus({ preventScroll: true })
    if (step) (root.querySelector(`[data-add="${step}"]`) || scroll).focus({ preventScroll: true })
    ghosts()
    toolbar()
  }
  const head = (at) => {
    const of = data.days[at], made = part("div", "weekcal-head")
    if (of.today) made.dataset.today = ""
    const title = part("p"), add = part("button", "weekcal-add", "+")
    title.append(part("span", "weekcal-name", narrow ? "" : of.short), narrow || !of.total ? of.total : ` · ${of.total}`)
    add.setAttribute("aria-label", data.words.add.replace("{day}", of.name))
    add.dataset.add = String(at)
    add.onclick = () => edit && edit.add ? save() : begin(fresh(at))
    made.append(title, add, ...data.loose.filter((one) => one.day === at).map(loose))
    return made
  }
  const fresh = (at) => {
    const there = data.blocks.filter((b) => b.day === at && b.ends).map((b) => b.last)
    const from = Math.min(Math.max(540, ...there.filter((end) => end <= DAY - 60)), DAY - 60)
    return { add: true, a: at * DAY + snap(from), b: at * DAY + snap(from) + 60 }
  }
  const loose = (one) => {
    const made = part("button", "weekcal-loose")
    made.append(part("b", "", one.time), one.title)
    return known(made, one, `loose-${one.row}`, { loose: true, a: null, b: null, day: one.day, length: one.length })
  }
  const known = (made, one, key, of) => {
    Object.assign(made.dataset, { key, row: one.row })
    made.setAttribute("aria-label", one.label)
    made.item = { ...of, row: one.row, seen: one.seen }
    if (edit && edit.row === one.row) made.classList.add("chosen")
    return made
  }
  const column = (at) => {
    const made = part("div", "weekcal-column")
    made.dataset.day = at
    made.append(...data.blocks.filter((b) => b.day === at).map(block))
    return made
  }
  const block = (one) => {
    const made = part("button", "weekcal-block")
    place(made, one.first, one.last)
    made.style.left = `calc(${100 * one.lane / one.lanes}% + 1px)`
    made.style.width = `calc(${100 / one.lanes}% - 2px)`
    made.append(part("b", "", one.time), part("span", "weekcal-what", one.title))
    if (one.begins) made.append(edge("start"))
    if (one.ends) made.append(edge("end"))
    return known(made, one, `${one.row}-${one.day}`, { a: one.start, b: one.end })
  }
  const edge = (which) => { const made = part("span", "weekcal-edge"); made.dataset.edge = which; return made }
  const place = (of, first, last) => {
    of.style.top = `${first / 24}rem`
    of.style.height = `${Math.max(last - first, 1) / 24}rem`
  }
  const ghosts = () => {
    columns.querySelectorAll(".weekcal-ghost").forEach((old) => old.remove())
    for (const one of [...waiting.map((w) => w.shown), ...(edit ? [edit] : [])]) ghost(one)
  }
  const ghost = (one) => {
    if (one.a === null || (one.row && !changed(one))) return
    for (const made of columns.children) {
      const opens = Number(made.dataset.day) * DAY, first = Math.max(one.a, opens), last = Math.min(one.b, opens + DAY)
      if (first >= last) continue
      const shape = part("div", "weekcal-ghost", `${clock(one.a)}–${clock(one.b)}`)
      place(shape, first - opens, last - opens)
      made.append(shape)
    }
  }

  // --- one change, by keys or buttons

  const changed = (e) => e.add || e.a !== e.was.a || e.b !== e.was.b || e.day !== e.was.day
  const begin = (item) => {
    edit = { ...item, was: { a: item.a, b: item.b, day: item.day } }
    if (narrow && !item.loose) day = Math.min(Math.max(Math.floor(item.a / DAY), 0), 6)
    draw()
    show()
    say(`${spanOf(edit)}. ${data.words.keys}`)
  }
  const leave = () => { edit = null; draw(); say(data.words.left) }
  const show = () => {
    if (!edit || edit.a === null) return
    if (narrow) day = Math.min(Math.max(Math.floor((edit.a === edit.was.a ? edit.b - 1 : edit.a) / DAY), 0), 6)
    const top = (edit.a % DAY) / DAY * columns.offsetHeight
    if (top < scroll.scrollTop || top > scroll.scrollTop + scroll.clientHeight - 60) scroll.scrollTop = top - 60
  }
  const shift = (what, by) => {
    if (!edit) return
    const e = edit
    if (e.loose && e.a === null) {
      if (what === "day") e.day = Math.min(Math.max(e.day + by, 0), 6)
      else if (what === "move") { e.a = e.day * DAY + 540; e.b = e.a + e.length }
    } else if (what === "day") { e.a += by * DAY; e.b += by * DAY; if (e.loose) e.day += by }
    else if (what === "move") { e.a += by * STEP; e.b += by * STEP }
    else if (what === "end" && !e.loose) e.b = Math.max(e.b + by * STEP, e.a + 1)
    else if (what === "start" && !e.loose) e.a = Math.min(e.a + by * STEP, e.b - 1)
    if (e.a !== null && (e.a < 0 || e.a >= 7 * DAY) && what !== "end") {
      Object.assign(e, { a: within(e.a), b: within(e.a) + (e.b - e.a) })
      if (e.a >= 7 * DAY) Object.assign(e, { a: 7 * DAY - STEP, b: 7 * DAY - STEP + (e.b - e.a) })
    }
    show()
    draw()
    say(spanOf(e))
  }
  const deedOf = (e) => {
    if (e.add) return "add"
    if (e.loose) return e.a === null ? "day" : "move"
    if (e.a - e.was.a === e.b - e.was.b) return "move"
    return e.a === e.was.a ? "end" : e.b === e.was.b ? "start" : "both"
  }
  const save = () => {
    const e = edit
    edit = null
    if (!e || !changed(e)) { draw(); return say(data.words.left) }
    lastN = Math.max(lastN + 1, Date.now())
    const start = e.a === null ? e.day * DAY : e.a
    waiting.push({
      shown: e,
      act: { n: lastN, deed: deedOf(e), row: e.row ?? null, seen: e.seen ?? null, start, end: e.b, monday },
    })
    draw()
    say(data.words.saving)
    component.setTriggerValue("acts", waiting.map((w) => w.act))
  }
  const toolbar = () => {
    const at = root.contains(document.activeElement) ? document.activeElement.dataset.tool : null
    tools.hidden = !edit
    tools.setAttribute("aria-label", data.words.tools)
    if (!edit) return tools.replaceChildren()
    const offered = Object.entries(data.words.tool).filter(([name]) => !edit.loose || !/^(start|end)/.test(name))
    tools.replaceChildren(...offered.map(([name, text]) => {
      const made = part("button", "", text), [what, by] = name.split("_")
      made.dataset.tool = name
      made.onclick = () => what === "save" ? save() : what === "leave" ? leave() : shift(what, by === "less" ? -1 : 1)
      return made
    }))
    if (at) tools.querySelector(`[data-tool="${at}"]`)?.focus({ preventScroll: true })
  }
  const ARROWS = { ArrowUp: ["move", -1], ArrowDown: ["move", 1], ArrowLeft: ["day", -1], ArrowRight: ["day", 1] }
  root.addEventListener("keydown", (event) => {
    const button = event.target.closest(".weekcal-block, .weekcal-loose, .weekcal-add")
    if (event.key === "Escape" && (edit || drag)) { event.preventDefault(); drag = null; return leave() }
    if (!button || event.isComposing || event.ctrlKey || event.metaKey) return
    if ((event.key === "Enter" || event.key === " ") && button.item) {
      event.preventDefault()
      if (edit && edit.row === button.item.row) save()
      else begin(button.item)
    } else if (edit && ARROWS[event.key]) {
      event.preventDefault()
      let [what, by] = ARROWS[event.key]
      if (what === "move" && event.shiftKey) what = "end"
      if (what === "move" && event.altKey) what = "start"
      shift(what, by)
    }
  })

  // --- one change, by the mouse or a finger

  const under = (event) => {
    const box = columns.getBoundingClientRect(), shown = shownDays()
    const x = Math.min(Math.max(event.clientX - box.left, 0), box.width - 1)
    const at = shown[Math.min(Math.floor(x / box.width * shown.length), shown.length - 1)]
    const y = (event.clientY - box.top) / box.height * DAY
    return { at: at * DAY + Math.min(Math.max(y, 0), DAY), above: event.clientY < scroll.getBoundingClientRect().top, day: at }
  }
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drag) return
    const button = event.target.closest(".weekcal-block, .weekcal-loose")
    const touch = event.pointerType === "touch"
    if (button) {
      if (touch && !button.classList.contains("chosen")) return
      const item = edit && edit.row === button.item.row ? edit : { ...button.item }
      item.was ??= { a: item.a, b: item.b, day: item.day }
      const what = event.target.dataset.edge || "move", here = under(event)
      drag = { item, what, grip: item.a === null ? 0 : here.at - item.a, x: event.clientX, y: event.clientY, from: button }
    } else if (event.target.classList.contains("weekcal-column") && !touch) {
      const from = Math.floor(under(event).at / STEP) * STEP
      drag = { item: { add: true, a: from, b: from + STEP, was: {} }, what: "add", from, x: event.clientX, y: event.clientY }
    }
    if (drag) { drag.pointer = event.pointerId; root.setPointerCapture(event.pointerId) }
  })
  root.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return
    if (!drag.moved) { drag.moved = true; edit = drag.item }
    const box = scroll.getBoundingClientRect()
    if (event.clientY > box.bottom - 24) scroll.scrollTop += 12
    if (event.clientY < box.top + 24 && event.clientY > box.top - 24) scroll.scrollTop -= 12
    pulled(under(event))
    ghosts()
    say(spanOf(edit))
  })
  const pulled = (here) => {
    const e = drag.item
    if (drag.what === "add") {
      const to = snap(here.at)
      Object.assign(e, to > drag.from ? { a: drag.from, b: to } : { a: Math.min(to, drag.from), b: drag.from + STEP })
    } else if (drag.what === "end") e.b = Math.max(snap(here.at), e.a + 1)
    else if (drag.what === "start") e.a = Math.min(snap(here.at), e.b - 1)
    else if (e.loose) {
      Object.assign(e, here.above ? { a: null, b: null, day: here.day } : { a: snap(here.at), day: here.day })
      if (e.a !== null) e.b = e.a + e.length
    } else {
      const length = e.b - e.a
      e.a = within(snap(here.at - drag.grip))
      e.b = e.a + length
    }
  }
  root.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return
    const over = drag
    drag = null
    if (over.moved) save()
    else if (over.from.item) { over.from.focus({ preventScroll: true }); if (!edit || edit.row !== over.from.item.row) begin(over.from.item) }
  })
  root.addEventListener("pointercancel", () => { if (drag) { drag = null; leave() } })
  root.addEventListener("click", (event) => {
    const button = event.target.closest(".weekcal-block, .weekcal-loose")
    if (button && event.pointerType === "touch" && !(edit && edit.row === button.item.row)) begin(button.item)
  })
  days.addEventListener("click", (event) => {
    const by = Number(event.target.dataset.step || 0)
    if (by) { day = Math.min(Math.max(day + by, 0), 6); draw() }
  })

  const measure = () => {
    const now = root.clientWidth < NARROW
    if (now === narrow || !data) return
    narrow = now
    draw()
  }
  new ResizeObserver(measure).observe(root)

  return {
    told(now) {
      component = now
      data = now.data
      const fresh = data.monday !== monday
      if (fresh) {
        monday = data.monday
        day = Math.max(0, data.days.findIndex((one) => one.today))
        edit = drag = null
        waiting = []
      }
      waiting = waiting.filter((w) => w.act.n > data.answered)
      scroll.setAttribute("aria-label", data.words.label)
      days.querySelectorAll("button").forEach((b, at) => b.setAttribute("aria-label", data.words.steps[at]))
      hours.replaceChildren(...Array.from({ length: 23 }, (_, n) => {
        const made = part("span", "", clock((n + 1) * 60))
        made.style.top = `${(n + 1) * 2.5}rem`
        return made
      }))
      if (drag) return
      narrow = root.clientWidth < NARROW
      draw()
      if (!edit && !waiting.length) say(data.said || (narrow ? data.words.touch : data.words.hint))
      if (fresh) scroll.scrollTop = Math.max(0, Math.min(480, ...data.blocks.filter((b) => b.begins).map((b) => b.first)) - 30) / DAY * columns.offsetHeight
    },
  }
}
