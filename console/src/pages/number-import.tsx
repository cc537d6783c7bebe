import { waitForTask, type Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useApi, useCall } from '../api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Fields } from '../parts/fields.tsx'
import { save } from '../parts/save.ts'
import { useTask } from '../parts/task-progress.tsx'
import { Badge, Told } from '../parts/told.tsx'
import { Link } from '../router.tsx'

type Result = Shapes['NumberImport']

const fields = [
  { name: 'msTenantId', label: 'Microsoft tenant id', hint: 'for rows that name none' },
  { name: 'callingProfileId', label: 'Calling profile id', hint: 'for rows that name none' },
  {
    name: 'usage', label: 'Usage', choices: [
      'CallingUserAssignment', 'FirstPartyAppAssignment', 'ConferenceAssignment', 'ThirdPartyAppAssignment'
    ]
  }
] as const

/** A file of numbers: sent, followed, and what failed in it given back. */
export function NumberImport ({ onClose, onEnd }: { onClose: () => void, onEnd: () => void }) {
  const { client } = useApi()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [file, setFile] = useState<File>()
  const [taskId, setTaskId] = useState<string>()
  const [problem, setProblem] = useState<Error>()
  const profiles = useCall('listCallingProfiles', {})
  const send = async (body: File): Promise<void> => {
    setProblem(undefined)
    const query = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
    try {
      const begun = await client.call('importNumbers', { query, body })
      setTaskId(begun.taskId)
      await waitForTask(client, begun.taskId)
      onEnd()
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return (
    <Dialog title='Import numbers' onClose={onClose}>
      {taskId === undefined && (
        <>
          <label>CSV file{' '}
            <input type='file' accept='.csv,text/csv' onChange={event => setFile(event.currentTarget.files?.[0])} />
          </label>
          <Fields
            fields={fields.map(field => field.name === 'callingProfileId'
              ? { ...field, choices: profiles.data?.map(({ callingProfileId }) => callingProfileId) ?? [] }
              : field)}
            values={values} onChange={setValues}
          />
        </>
      )}
      <Told problem={problem} />
      {taskId !== undefined && <ImportProgress taskId={taskId} />}
      <div class='row'>
        <button type='button' onClick={onClose}>{taskId === undefined ? 'Leave it' : 'Close'}</button>
        {taskId === undefined && (
          <button
            type='button' class='main' disabled={file === undefined}
            onClick={() => { if (file !== undefined) void send(file) }}
          >Import
          </button>
        )}
      </div>
    </Dialog>
  )
}

const titles = ['Line', 'Number', 'Column', 'Why']

function ImportProgress ({ taskId }: { taskId: string }) {
  const { client } = useApi()
  const { task } = useTask(taskId)
  const moved = `${task?.status} ${task?.executionMessages.length}`
  const { data } = useCall('getNumberImport', { path: { taskid: taskId } }, moved)
  if (data === undefined) return <progress aria-label='Progress of the import' />
  const { total, pending } = data.rows
  const saveResult = async (only?: 'failed'): Promise<void> => save(
    `import-${taskId}.csv`, await client.call('getNumberImportResult', {
      path: { taskid: taskId }, query: { ...only !== undefined && { only } }
    })
  )
  return (
    <section aria-label='Result'>
      <p role='status'><Badge>{data.status}</Badge> {countsOf(data)} – <Link to={['tasks', taskId]}>{taskId}</Link></p>
      <progress aria-label='Progress of the import' max={total} value={total - pending} />
      {data.errors.length > 0 && (
        <table>
          <caption>Rows that failed</caption>
          <thead><tr>{titles.map(title => <th key={title} scope='col'>{title}</th>)}</tr></thead>
          <tbody>
            {data.errors.map(({ line, telephoneNumber, column, error, code }) => (
              <tr key={line}><td>{line}</td><td>{telephoneNumber}</td><td>{column}</td><td>{error ?? code}</td></tr>
            ))}
          </tbody>
        </table>
      )}
      <div class='row'>
        <button type='button' onClick={() => { void saveResult() }}>Save the result</button>
        {data.rows.failed > 0 && (
          <button type='button' onClick={() => { void saveResult('failed') }}>Save the rows that failed</button>
        )}
      </div>
    </section>
  )
}

const countsOf = ({ rows }: Result): string =>
  Object.entries(rows).filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`).join(', ')
