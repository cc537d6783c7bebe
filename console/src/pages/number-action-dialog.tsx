import { useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import type { Values } from '../parts/action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Fields } from '../parts/fields.tsx'
import { Plan } from '../parts/plan.tsx'
import { TaskProgress } from '../parts/task-progress.tsx'
import { counted, Told } from '../parts/told.tsx'
import type { NumberAction, NumberRecord } from './number-actions.ts'

interface Props {
  action: NumberAction
  numbers: readonly NumberRecord[]
  onClose: () => void
  /** Told when a task of it is over. */
  onEnd: () => void
}

interface Begun { readonly taskId: string, readonly about: string }

/** What will be done, before it is done; then the tasks that do it, one for each tenant. */
export function NumberActionDialog ({ action, numbers, onClose, onEnd }: Props) {
  const { client } = useApi()
  const [values, setValues] = useState<Values>({})
  const [tasks, setTasks] = useState<readonly Begun[]>()
  const [problem, setProblem] = useState<Error>()
  const tenants = Map.groupBy(numbers, ({ tenantId }) => tenantId)
  const confirm = async (): Promise<void> => {
    setTasks([])
    try {
      for (const [tenantId, held] of tenants) {
        const { taskId } = await begun(await action.ask(client, tenantId, held.map(numberOf), values, {}))
        setTasks(before => [...before ?? [], { taskId, about: nameOf(held) }])
      }
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return (
    <Dialog title={`${action.name}: ${counted(numbers.length, 'number')}`} onClose={onClose}>
      {tasks === undefined && <Fields fields={action.fields ?? []} values={values} onChange={setValues} />}
      {[...tenants].map(([tenantId, held]) => (
        <section key={tenantId} class='card' aria-label={nameOf(held)}>
          <h3>{nameOf(held)}</h3>
          <Plan
            ask={(client, mode) => action.ask(client, tenantId, held.map(numberOf), values, mode)}
            state={JSON.stringify(values)}
          />
          <details>
            <summary>{counted(held.length, 'number')}</summary>
            <p>{held.map(numberOf).join(', ')}</p>
          </details>
        </section>
      ))}
      <Told problem={problem} />
      {tasks !== undefined && (
        <ul>
          {tasks.map(({ taskId, about }) => <TaskProgress key={taskId} id={taskId} about={about} onEnd={onEnd} />)}
        </ul>
      )}
      <div class='row'>
        <button type='button' onClick={onClose}>{tasks === undefined ? 'Leave it' : 'Close'}</button>
        {tasks === undefined && (
          <button type='button' class={action.isGrave === true ? 'danger' : 'main'} onClick={() => { void confirm() }}>
            {action.name} {counted(numbers.length, 'number')}
          </button>
        )}
      </div>
    </Dialog>
  )
}

const begun = async (response: Response): Promise<{ taskId: string }> => response.json()

const numberOf = ({ telephoneNumber }: NumberRecord): string => telephoneNumber

const nameOf = ([first]: readonly NumberRecord[]): string =>
  first?.umpCustomerFullName ?? first?.msCompanyName ?? first?.tenantId ?? ''
