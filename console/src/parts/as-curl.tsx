import { useState } from 'preact/hooks'
import type { Request } from '../api.ts'
import { Dialog } from './dialog.tsx'

const commandOf = ({ method, url }: Request): string =>
  `curl -sS ${method === 'GET' ? '' : `-X ${method} `}'${url}' -H "Authorization: Bearer $TOKEN"`

/** What this page asked the API for, as commands: whatever it can do, a script can do too. */
export function AsCurl ({ requests }: { requests: readonly Request[] }) {
  const [isOpen, setOpen] = useState(false)
  const text = requests.map(commandOf).join('\n')
  return (
    <>
      <button type='button' onClick={() => setOpen(true)}>As curl</button>
      {isOpen && (
        <Dialog title='This page as curl' onClose={() => setOpen(false)}>
          <pre tabIndex={0}>{text}</pre>
          <button type='button' onClick={() => { void navigator.clipboard.writeText(text) }}>Copy</button>
        </Dialog>
      )}
    </>
  )
}
