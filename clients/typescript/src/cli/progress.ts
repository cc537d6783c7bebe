import type { Dialplane } from '../client.ts'
import { followTask, type Task } from '../tasks.ts'

const width = 30

/** One line that is written over on a terminal, and lines where somebody keeps them. */
function bar (done: number, total: number): string {
  const share = total === 0 ? 0 : Math.min(done / total, 1)
  const filled = Math.round(share * width)
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${total}`
}

/** Shows a task until it is over. Progress goes to the standard error, so that the output can be piped. */
export async function watch (client: Dialplane, taskid: string, out = process.stderr): Promise<Task> {
  let told = 0
  for await (const task of followTask(client, taskid)) {
    const fresh = task.executionMessages.slice(told)
    told = task.executionMessages.length
    if (out.isTTY) out.write('\r\u001B[K')
    for (const { level, message } of fresh) out.write(`${level === 'Information' ? ' ' : '!'} ${message}\n`)
    if (task.status !== 'InProgress') return task
    const line = `${await decided(client, task)} ${task.parked ? 'parked' : task.step ?? 'waits for a worker'}`
    out.write(out.isTTY ? line : `${line}\n`)
  }
  throw new Error(`The task ${taskid} was followed to no end.`)
}

/** How many of its numbers are decided. A task that holds none shows none. */
async function decided (client: Dialplane, { id, totalNumbersCount: total }: Task): Promise<string> {
  if (total === null || total === 0) return ''
  const { totalRecords } = await client.call('listTaskItems', {
    path: { taskid: id }, query: { outcome: 'pending', PageSize: 1 }
  })
  return bar(Math.max(total - totalRecords, 0), total)
}
