/* The quick-add line: tells the server what is typed, shows what it understood, sends the line on Enter. Where a line
   leaves a question open Enter alone saves nothing: the answers stand below it as buttons, and a tap sends the line.

   to the server    typed: the text, a moment after the last key
                    entered: [{n, text, taps}], every line not yet answered, so that none is lost when two follow
                    fast; taps [{at, label}] are the buttons tapped for it, one for each question
   from the server  data.heard  {of, kind, text, news, choices}: what was understood of the text `of`
                    data.answer {n, saved, text, taps, said, news, choices}: the last line handled; where it was not
                    saved, its text back, and the question that the taps led to
                    data.put    {n, text, caret}: a text to put into the line
                    data.names  names of platforms and projects: the last words of the line are completed to one by a
                    tap, or by the arrow to the right at its end
   All texts are set as text, never as markup. */

const PAUSE = 140, LEAST = 2, MOST = 4
const lines = new WeakMap()
let lastPut = 0

export default function quickline(component) {
  const root = component.parentElement.querySelector(".quickline")
  if (!lines.has(root)) lines.set(root, mounted(root))
  lines.get(root).told(component)
}

function mounted(root) {
  const input = root.querySelector("input")
  const said = root.querySelector(".quickline-said")
  const choices = root.querySelector(".quickline-choices"), names = root.querySelector(".quickline-names")
  let component, timer, unanswered = [], answered = 0, lastN = 0, sent = null, first = true

  const type = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (input.value === sent) return
      sent = input.value
      component.setStateValue("typed", sent)
    }, PAUSE)
  }
  const enter = (taps = []) => {
    const text = input.value.trim()
    if (!text) return
    clearTimeout(timer)
    lastN = Math.max(lastN + 1, Date.now())
    unanswered.push({ n: lastN, text, taps })
    input.value = ""
    sent = ""
    component.setTriggerValue("entered", unanswered.slice())
  }
  const fill = (text, caret) => {
    input.value = text
    input.focus()
    const at = caret ?? text.length
    input.setSelectionRange(at, at)
    show()
    type()
  }
  const show = () => {
    const { heard, answer, words } = component.data
    const text = input.value.trim()
    choices.replaceChildren()
    suggest()
    said.removeAttribute("data-old")
    if (!text) {
      if (unanswered.length) return
      const kind = answer && answer.said ? (answer.saved ? "saved" : "missing") : "hint"
      return say(kind, kind === "hint" ? words.hint : answer.said)
    }
    const back = answer && !answer.saved && answer.text === text
    if (back && (answer.taps.length || !heard || heard.of === "")) {
      say(answer.choices.length ? "choose" : "missing", answer.said, answer.news)
      return offer(answer.choices, answer.taps.map(([at, label]) => ({ at, label })))
    }
    if (!heard || heard.of === "") return said.setAttribute("data-old", "")
    if (heard.of !== text) said.setAttribute("data-old", "")
    say(heard.kind, heard.text, heard.news)
    if (heard.of === text) offer(heard.choices, [])
  }
  const fits = () => {
    const words = input.value.split(" "), found = new Map()
    for (let n = Math.min(4, words.length); n; n--) {
      const start = words.slice(-n).join(" ").toLowerCase()
      if (start.trim().length < LEAST || start.startsWith(" ")) continue
      for (const name of component.data.names) {
        const whole = name.toLowerCase()
        if (whole.startsWith(start) && whole !== start && !found.has(name)) found.set(name, n)
      }
    }
    return [...found].slice(0, MOST)
  }
  const complete = ([name, n]) => fill([...input.value.split(" ").slice(0, -n), name].join(" ") + " ")
  const suggest = () => names.replaceChildren(...fits().map((one) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "quickline-name"
    button.textContent = one[0]
    button.onclick = () => complete(one)
    return button
  }))
  const say = (kind, text, news) => {
    said.dataset.kind = kind
    said.textContent = text
    if (!news) return
    const more = document.createElement("span")
    more.className = "quickline-news"
    more.textContent = news
    said.append(more)
  }
  const offer = (labels, taps) => labels.forEach((label, at) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "quickline-choice"
    button.textContent = label
    button.onclick = () => { enter([...taps, { at, label }]); show(); input.focus() }
    choices.append(button)
  })

  input.addEventListener("input", () => { show(); type() })
  input.addEventListener("compositionend", type)
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === "Enter") { event.preventDefault(); enter() }
    if (event.key === "ArrowRight" && input.selectionStart === input.value.length && fits().length) {
      event.preventDefault()
      complete(fits()[0])
    }
    if (event.key === "Escape" && input.value) { input.value = ""; show(); type() }
  })

  return {
    told(now) {
      component = now
      const { answer, put, words } = now.data
      root.querySelector("label").textContent = words.label
      input.placeholder = words.example
      names.setAttribute("aria-label", words.names)
      if (answer && answer.n > answered) {
        answered = answer.n
        unanswered = unanswered.filter((line) => line.n > answered)
        if (!answer.saved && !input.value) { input.value = answer.text; sent = null; type() }
      }
      show()
      if (first && now.data.focus) input.focus({ preventScroll: true })
      first = false
      if (put && put.n > lastPut) { lastPut = put.n; fill(put.text, put.caret) }
    },
  }
}
