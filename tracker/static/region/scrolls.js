/* Lets keys scroll a table that is wider than the page: what scrolls can be reached by Tab and has a name.

   from the server  data.name: what the table shows */

const watched = new WeakMap()

export default function region(component) {
  const block = component.parentElement.closest('[class*="st-key-"][class*="_table"]')
  if (!block) return
  const mark = () => {
    const all = [...block.querySelectorAll("div")]
    const found = all.find((e) => e.querySelector("table") && getComputedStyle(e).overflowX === "auto")
    if (!found || found.tabIndex === 0) return
    found.tabIndex = 0
    found.setAttribute("role", "region")
    found.setAttribute("aria-label", component.data.name)
  }
  watched.get(block)?.disconnect()
  const observer = new MutationObserver(mark)
  observer.observe(block, { childList: true, subtree: true })
  watched.set(block, observer)
  mark()
}
