import { askForJob } from './polling.ts'
import { reject } from '../../engine/define.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import type { Started } from '../../upstreams/microsoft/microsoft.ts'

/**
 * One request to Microsoft about a part of a task's numbers. `sent` is stored before it goes out: from then on we ask
 * before we send again.
 */
export interface Sending {
  readonly operationId: string
  readonly sent: boolean
  readonly jobId?: string
  readonly askAgainSeconds?: number
}

interface Sender<Chunk extends Sending> {
  /** What the request is called in messages: "the upload". */
  readonly what: string
  /** The job that Microsoft made of an operation of ours; undefined when it knows none. */
  find(operationId: string): Promise<string | undefined>
  start(chunk: Chunk): Promise<Started>
  /**
   * What is remembered of a chunk before it is sent; `again`: it was sent before and got no answer.
   */
  stamp (at: string, again: boolean): Partial<Chunk>
  /** Whether a chunk without a job is done. */
  isOver? (chunk: Chunk): boolean
  /**
   * What is remembered of a chunk that Microsoft refused; the others go on. Without this function, one refusal ends
   * all.
   */
  refused? (chunk: Chunk, reason: string): Partial<Chunk>
}

type Context<Chunk> = Pick<StepContext<unknown, { chunks: Chunk[] }>, 'now' | 'record'>

/**
 * Sends the chunks that are not sent yet, one after another. Each is recorded before it is sent. For a chunk that got
 * no answer it looks for the job at Microsoft before it sends again. Answers the chunks with their jobs, or the
 * rejection when Microsoft refuses one.
 */
export async function sendInChunks<Chunk extends Sending> (
  context: Context<Chunk>, planned: readonly Chunk[], sender: Sender<Chunk>
): Promise<{ type: 'sent', chunks: Chunk[] } | ReturnType<typeof reject>> {
  const chunks = [...planned]
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.jobId !== undefined || sender.isOver?.(chunk) === true) continue
    const known = chunk.sent ? await askForJob(() => sender.find(chunk.operationId)) : undefined
    if (known !== undefined) {
      chunks[index] = { ...chunk, jobId: known }
      continue
    }
    const sending: Chunk = { ...chunk, ...sender.stamp(context.now().toISOString(), chunk.sent), sent: true }
    await context.record({ chunks: chunks.with(index, sending) })
    const started = await sender.start(sending)
    if (started.status === 'refused') {
      // A refusal is an answer: this request cannot arrive later, so that we need not wait for it.
      if (sender.refused !== undefined) {
        chunks[index] = { ...chunk, ...sender.refused(chunk, `${started.reason} (${started.code})`) }
      }
      await context.record({ chunks: [...chunks] })
      if (
        sender.refused !== undefined && (chunks.some(({ jobId }) => jobId !== undefined) || index + 1 < chunks.length)
      ) continue
      return reject('refused_by_microsoft', `Microsoft refused ${sender.what}: ${started.reason} (${started.code}).`)
    }
    chunks[index] = {
      ...sending, jobId: started.jobId,
      ...(started.askAgainSeconds !== undefined && { askAgainSeconds: started.askAgainSeconds })
    }
    await context.record({ chunks: [...chunks] })
  }
  return { type: 'sent', chunks }
}
