import { pause, type Dialplane } from './client.ts'
import type { AnswerOf, CallOptions, EntryOf, InputOf, Shapes } from './operations.ts'
import { serverSent } from './server-sent.ts'

export type Task = Shapes['Task']

/** The states of a task as they come, until it is over. A connection that breaks is opened again. */
export async function * followTask (
  client: Dialplane, taskid: string, { signal }: CallOptions = {}
): AsyncGenerator<Task, Task, undefined> {
  for (let last: { id: string, task: Task } | undefined; ;) {
    const response = await client.open('getTask', {
      path: { taskid },
      headers: { accept: 'text/event-stream', ...last !== undefined && { 'last-event-id': last.id } },
      ...signal !== undefined && { signal }
    })
    try {
      for await (const { id, data } of serverSent(response)) {
        const task: Task = JSON.parse(data)
        last = { id, task }
        yield task
        if (task.status !== 'InProgress') return task
      }
    } catch (error) {
      if (signal?.aborted === true) throw error
    }
    // A stream that ends before the task does is cut off, or its time is up.
    await pause(0.5, signal)
    const { status } = last?.task ?? { status: 'InProgress' }
    if (status !== 'InProgress' && last !== undefined) return last.task
  }
}

/** The task when it is over. It answers whatever came of it: look at `status`. */
export async function waitForTask (client: Dialplane, taskid: string, options: CallOptions = {}): Promise<Task> {
  for (;;) {
    const task = await client.call('getTask', { path: { taskid }, query: { wait: 30 }, ...options })
    if (task.status !== 'InProgress') return task
  }
}

export interface Finished {
  readonly task: Task
  /** What became of each number. */
  readonly items: Array<EntryOf<'listTaskItems'>>
  readonly failed: Array<EntryOf<'listTaskItems'>>
}

/** Waits for a task that an operation made, and reads what became of each of its numbers. */
export async function finished (
  client: Dialplane, { taskId }: AnswerOf<'uploadNumbers'>, options: CallOptions = {}
): Promise<Finished> {
  const task = await waitForTask(client, taskId, options)
  const items: Finished['items'] = []
  for await (const item of client.each('listTaskItems', { path: { taskid: taskId }, ...options })) items.push(item)
  return { task, items, failed: items.filter(({ outcome }) => outcome === 'failed') }
}

/** Uploads numbers to a customer, and waits until each of them is there or is not. */
export async function uploadAndWait (client: Dialplane, input: InputOf<'uploadNumbers'>): Promise<Finished> {
  const { signal } = input
  return await finished(client, await client.call('uploadNumbers', input), signal === undefined ? {} : { signal })
}
