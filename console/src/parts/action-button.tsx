import { useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import { isComplete, valuesAtFirst, type Action } from './action.ts'
import { Dialog } from './dialog.tsx'
import { Fields } from './fields.tsx'
import { Plan } from './plan.tsx'
import { TaskProgress } from './task-progress.tsx'
import { Told } from './told.tsx'

/** Leads to what the action would do; `label` where several look alike. */
export function ActionButton ({ action, onEnd, label }: { action: Action, onEnd?: () => void, label?: string }) {
  const { show } = useApi()
  return <button type='button' aria-label={label} onClick={() => show({ action, onEnd })}>{action.name} …</button>
}

/** What the action would do, and from there the task that does it. `onEnd` is told when that is over. */
export function ActionDialog ({ action, onClose, onEnd }: {
  action: Action, onClose: () => void, onEnd: (() => void) | undefined
}) {
  const { client } = useApi()
  const { name, about, fields = [], isGrave = false } = action
  const [values, setValues] = useState(() => valuesAtFirst(fields))
  const [isBusy, setBusy] = useState(false)
  const [task, setTask] = useState<{ id: string | undefined }>()
  const [problem, setProblem] = useState<Error>()
  const isReady = isComplete(fields, values)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const id = taskOf(await action.ask(client, values, {}))
      setTask({ id })
      if (id === undefined) onEnd?.()
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
    }
    setBusy(false)
  }
  return (
    <Dialog title={`${name}: ${about}`} onClose={onClose}>
      {task === undefined && <Fields fields={fields} values={values} onChange={setValues} />}
      {task === undefined && (isReady
        ? <Plan ask={(client, mode) => action.ask(client, values, mode)} state={JSON.stringify(values)} />
        : <p>What it will do is said here when the form is filled in.</p>)}
      <Told problem={problem} />
      {task?.id !== undefined && <ul class='bare'><TaskProgress id={task.id} about={name} onEnd={onEnd} /></ul>}
      {task !== undefined && task.id === undefined && <p role='status'>Done.</p>}
      <div class='row'>
        <button type='button' onClick={onClose}>{task === undefined ? 'Leave it' : 'Close'}</button>
        {task === undefined && (
          <button
            type='button' class={isGrave ? 'danger' : 'main'} disabled={!isReady || isBusy}
            onClick={() => { void confirm() }}
          >{name}
          </button>
        )}
      </div>
    </Dialog>
  )
}

/** Every answer to something that becomes a task leads to it. */
function taskOf (response: Response): string | undefined {
  const [, id] = /\/task\/([^/?]+)/.exec(response.headers.get('location') ?? '') ?? []
  return id
}
