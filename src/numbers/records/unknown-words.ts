import type { Queryable } from '../../database/connect.ts'

/** A word of Microsoft's, of a job or of one of its numbers, that we do not know. */
export interface UnknownWord { readonly word: string, readonly jobId: string }

/** Writes an event for each of them, for those who watch over the interface. */
export async function noteUnknownWords (
  db: Queryable, task: { providerId: number, id: string }, of: 'upload' | 'release', words: readonly UnknownWord[]
): Promise<void> {
  if (words.length === 0) return
  await db.query({
    name: 'note-unknown-words',
    text: `
      select note_event($1, 'microsoft.unknown_word', w."jobId", t.ms_tenant_id, t.customer_id, t.channel_id, $2,
        jsonb_build_object('word', w.word, 'of', $3::text, 'jobId', w."jobId"))
      from jsonb_to_recordset($4::jsonb) as w (word text, "jobId" text)
      join task t on t.provider_id = $1 and t.id = $2`,
    values: [task.providerId, task.id, of, JSON.stringify(words)]
  })
}
