import t from 'tap'
import { sendInChunks, type Sending } from '../../src/numbers/tasks/send-in-chunks.ts'

interface Chunk extends Sending { readonly jobId?: string }

/** Sends chunks to a Microsoft that knows some of them already; answers what happened, in its order. */
async function send (
  chunks: Chunk[], known: Record<string, string> = {}
): Promise<{ happened: string[], chunks: Chunk[] }> {
  const happened: string[] = []
  const sending = await sendInChunks<Chunk>(
    {
      now: () => new Date(),
      record: async ({ chunks = [] }) => {
        happened.push(`record ${chunks.map(({ sent, jobId }) => jobId ?? (sent ? 'sent' : 'unsent')).join(' ')}`)
      }
    },
    chunks,
    {
      what: 'the upload',
      async find (operationId) {
        happened.push(`ask for ${operationId}`)
        return known[operationId]
      },
      async start ({ operationId }) {
        happened.push(`send ${operationId}`)
        return { status: 'started', jobId: `job of ${operationId}` }
      },
      stamp: () => ({})
    }
  )
  return { happened, chunks: sending.type === 'sent' ? sending.chunks : [] }
}

t.test('each part is written down as sent before it goes out, and its job after it, one after another', async t => {
  const { happened } = await send([{ operationId: 'a', sent: false }, { operationId: 'b', sent: false }])
  t.same(happened, [
    'record sent unsent', 'send a', 'record job of a unsent', 'record job of a sent', 'send b',
    'record job of a job of b'
  ])
})

t.test('a part that may have arrived is asked for, and not sent again when Microsoft knows it', async t => {
  const { happened, chunks } = await send([{ operationId: 'a', sent: true }], { a: 'job 7' })
  t.same(happened, ['ask for a'])
  t.match(chunks, [{ jobId: 'job 7' }])
})

t.test('a part that may have arrived is sent again when Microsoft, asked twice, knows nothing of it', async t => {
  const { happened } = await send([{ operationId: 'a', sent: true }])
  t.same(happened, ['ask for a', 'ask for a', 'record sent', 'send a', 'record job of a'])
})

t.test('a part that has its job is left alone', async t => {
  t.same((await send([{ operationId: 'a', sent: true, jobId: 'job 7' }])).happened, [])
})
