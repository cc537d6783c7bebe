import type { Dialplane, Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Facts } from '../parts/facts.tsx'
import { useTask } from '../parts/task-progress.tsx'
import { Badge, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { go, hrefOf, Link } from '../router.tsx'

type Task = Shapes['Task']
type Item = Shapes['TaskItem']

/** One task as it moves: what it said step by step, and what became of each number. */
export function OneTask ({ id }: { id: string }) {
  const { task, problem } = useTask(id)
  return (
    <>
      <p><Link to={['tasks']}>Tasks</Link></p>
      <div class='row'>
        <h1>{task?.kind ?? 'Task'} <small class='faint'>{id}</small></h1>
        {task !== undefined && <Commands task={task} />}
      </div>
      <Told problem={problem} />
      {task !== undefined && (
        <div class='cards'>
          <section class='card' aria-label='State'>
            <Facts facts={{
              Status: <span role='status'><Badge>{task.status}</Badge>{task.parked && <Badge>parked</Badge>}</span>,
              Result: task.details.join(', '),
              Step: task.step,
              'Waits for approval': task.awaitsApproval?.what,
              Begun: <When at={task.createTime} />,
              Ended: <When at={task.completeTime} />,
              Ticket: task.ticketId,
              Trace: task.traceId,
              'Retry of': task.retryOf !== null && <Link to={['tasks', task.retryOf]}>{task.retryOf}</Link>,
              Parent: task.parentId !== null && <Link to={['tasks', task.parentId]}>{task.parentId}</Link>
            }}
            />
          </section>
          <section class='card' aria-labelledby='output'>
            <h2 id='output'>Output</h2>
            <pre tabIndex={0}>{JSON.stringify(task.outputData, null, 2)}</pre>
          </section>
        </div>
      )}
      {task !== undefined && <Steps task={task} />}
      {task !== undefined && (task.totalNumbersCount ?? 0) > 0 && <Items id={id} status={task.status} />}
    </>
  )
}

/** Messages by the step that said them, in the order in which the steps came. */
function Steps ({ task }: { task: Task }) {
  const steps = runsOf(task.executionMessages)
  return (
    <section aria-labelledby='steps'>
      <h2 id='steps'>Steps</h2>
      <ol class='timeline'>
        {steps.map(({ step, messages }, index) => (
          <li key={index}>
            <strong>{step ?? 'accepted'}</strong> <When at={messages[0]?.at} />
            <ul>
              {messages.map(({ level, message }) => (
                <li key={message} class={level === 'Error' ? 'bad' : level === 'Warning' ? 'warn' : ''}>{message}</li>
              ))}
            </ul>
          </li>
        ))}
        {task.status === 'InProgress' && <li><strong>{task.step ?? 'waits for a worker'}</strong> …</li>}
      </ol>
    </section>
  )
}

type Message = Task['executionMessages'][number]

function runsOf (messages: readonly Message[]): Array<{ step: string | undefined, messages: Message[] }> {
  const runs: Array<{ step: string | undefined, messages: Message[] }> = []
  for (const message of messages) {
    const last = runs.at(-1)
    if (last !== undefined && last.step === message.step) last.messages.push(message)
    else runs.push({ step: message.step, messages: [message] })
  }
  return runs
}

const columns: ReadonlyArray<Column<Item>> = [
  { title: 'Number', cell: ({ number }) => <Link to={['numbers', number]}>{number}</Link> },
  { title: 'Outcome', cell: ({ outcome }) => <Badge>{outcome}</Badge> },
  { title: 'Step', cell: ({ step }) => step ?? '–' },
  { title: 'Code', cell: ({ code }) => code ?? '–' },
  { title: 'Why', cell: ({ reason }) => reason ?? '–' }
]

function Items ({ id, status }: { id: string, status: string }) {
  const pages = usePages('listTaskItems', { path: { taskid: id } }, status)
  return (
    <section class='items' aria-labelledby='items'>
      <h2 id='items'>Numbers</h2>
      <Told problem={pages.problem} />
      <VirtualTable
        label='Numbers of the task' columns={columns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={({ taskId, number }) => `${taskId} ${number}`}
      />
    </section>
  )
}

interface Command {
  readonly name: string
  readonly isFor: (task: Task) => boolean
  /** Whether a reason is asked for, which the task keeps. */
  readonly asksWhy?: boolean
  readonly start: (client: Dialplane, taskid: string, reason: string) => Promise<unknown>
}

const commands: readonly Command[] = [
  {
    name: 'Cancel', isFor: ({ status, cancellationRequested }) => status === 'InProgress' && !cancellationRequested,
    start: (client, taskid) => client.call('cancelTask', { path: { taskid } })
  },
  {
    name: 'Retry what failed', isFor: ({ status }) => ['CompletedWithErrors', 'Failed', 'Canceled'].includes(status),
    start: async (client, taskid) => {
      const { taskId } = await client.call('retryTask', { path: { taskid } })
      go(hrefOf('tasks', taskId))
    }
  },
  {
    name: 'Approve', isFor: ({ awaitsApproval }) => awaitsApproval !== null,
    start: (client, taskid) => client.call('approveTask', { path: { taskid }, body: {} })
  },
  {
    name: 'Refuse', isFor: ({ awaitsApproval }) => awaitsApproval !== null, asksWhy: true,
    start: (client, taskid, reason) => client.call('refuseTask', { path: { taskid }, body: { reason } })
  },
  {
    name: 'Close', isFor: ({ parked, awaitsApproval }) => parked && awaitsApproval === null, asksWhy: true,
    start: (client, taskid, reason) => client.call('closeTask', { path: { taskid }, body: { reason } })
  },
  {
    name: 'Release', isFor: ({ parked, awaitsApproval }) => parked && awaitsApproval === null,
    start: (client, taskid) => client.call('releaseTask', { path: { taskid } })
  }
]

function Commands ({ task }: { task: Task }) {
  const { client } = useApi()
  const [problem, setProblem] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  const [asked, setAsked] = useState<Command>()
  const run = async ({ start }: Command, reason = ''): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    setAsked(undefined)
    await start(client, task.id, reason).catch(setProblem)
    setBusy(false)
  }
  return (
    <span class='row'>
      <Told problem={problem} />
      {commands.filter(({ isFor }) => isFor(task)).map(command => (
        <button
          key={command.name} type='button' disabled={isBusy}
          onClick={() => {
            if (command.asksWhy === true) setAsked(command)
            else void run(command)
          }}
        >{command.name}{command.asksWhy === true && ' …'}</button>
      ))}
      {asked !== undefined && (
        <Why name={asked.name} onClose={() => setAsked(undefined)} onSay={reason => { void run(asked, reason) }} />
      )}
    </span>
  )
}

function Why ({ name, onSay, onClose }: { name: string, onSay: (reason: string) => void, onClose: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <Dialog title={`${name} the task`} onClose={onClose}>
      <form
        class='fields'
        onSubmit={event => {
          event.preventDefault()
          onSay(reason.trim())
        }}
      >
        <label>Why
          <input required maxLength={500} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        </label>
        <button class='main'>{name}</button>
      </form>
    </Dialog>
  )
}
