/* Puts the caret into the first field of the dialog that this is in, once: Streamlit focuses the dialog itself. */

const done = new WeakSet()

export default function focus(component) {
  const here = component.parentElement, dialog = here.closest('[role="dialog"]')
  if (!dialog || done.has(dialog)) return
  done.add(dialog)
  const look = (left) => {
    const field = dialog.querySelector("input")
    if (field) field.focus()
    else if (left) setTimeout(look, 50, left - 1)
  }
  setTimeout(look, 50, 20)
}
