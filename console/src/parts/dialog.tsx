import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A modal dialog of the browser: it keeps the focus inside, and Escape closes it. */
export function Dialog ({ title, onClose, children }: {
  title: string, onClose: () => void, children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    <dialog ref={dialog} aria-labelledby='dialog-title' onClose={onClose}>
      <div class='row'>
        <h2 id='dialog-title'>{title}</h2>
        <button type='button' class='plain' aria-label='Close' onClick={() => dialog.current?.close()}>✕</button>
      </div>
      {children}
    </dialog>
  )
}
