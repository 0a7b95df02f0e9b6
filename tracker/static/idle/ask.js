/* Asks once about a while in which nothing was pressed on this page while the timer ran. Nothing of what is pressed is
   kept or sent: only when it was the last time.

   to the server    answered: {timer, answer, first, last}: "off" or "worked", and the while that was asked about
   from the server  data.timer: which timer runs, data.after: seconds, data.zone, data.asked: whether it was asked */

const LOOK = 5000
const pages = new WeakMap()

export default function idle(component) {
  const root = component.parentElement.querySelector(".idle")
  if (!pages.has(root)) pages.set(root, mounted(root))
  pages.get(root).told(component)
}

function mounted(root) {
  const text = root.querySelector(".idle-asked")
  let component, timer = null, last = Date.now(), rest = null, done = null

  const look = (now) => {
    if (rest || component.data.asked || done === timer || now - last < component.data.after * 1000) return
    rest = { from: last, to: null }
    root.hidden = false
  }
  const seen = () => {
    const now = Date.now()
    look(now)
    if (rest) rest.to ??= now
    last = now
  }
  const clock = (at) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: component.data.zone }).format(at)
  const show = () => {
    look(Date.now())
    if (!rest) return
    const until = rest.to ?? Date.now(), minutes = String(Math.round((until - rest.from) / 60000))
    const said = component.data.words.asked
    const filled = said.replace("{from}", clock(rest.from)).replace("{to}", clock(until)).replace("{n}", minutes)
    if (text.textContent !== filled) text.textContent = filled
  }
  root.querySelectorAll("button").forEach((button) => {
    button.onclick = () => {
      const until = rest.to ?? Date.now()
      component.setTriggerValue("answered", {
        timer, answer: button.dataset.answer, first: new Date(rest.from).toISOString(), last: new Date(until).toISOString(),
      })
      done = timer
      rest = null
      root.hidden = true
    }
  })
  const events = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]
  events.forEach((name) => document.addEventListener(name, seen, { passive: true, capture: true }))
  const every = setInterval(() => {
    if (root.isConnected) return show()
    clearInterval(every)
    events.forEach((name) => document.removeEventListener(name, seen, { capture: true }))
  }, LOOK)

  return {
    told(now) {
      component = now
      if (now.data.timer !== timer) { timer = now.data.timer; rest = null; last = Date.now(); root.hidden = true }
      root.querySelectorAll("button").forEach((b) => { b.textContent = now.data.words[b.dataset.answer] })
      root.setAttribute("aria-label", now.data.words.label)
    },
  }
}
