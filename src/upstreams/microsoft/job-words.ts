/** What a status means, of a job or of one of its numbers. */
export type Meaning = 'pending' | 'running' | 'succeeded' | 'partial' | 'failed' | 'expired' | 'unknown'

// The words of all public readings of the interface (docs/wire/microsoft.md#jobs).
const words: Readonly<Record<Exclude<Meaning, 'unknown'>, readonly string[]>> = {
  pending: ['pending', 'notstarted', 'queued', 'accepted', 'submitted', 'created', 'scheduled'],
  running: ['inprogress', 'running', 'processing', 'started', 'executing'],
  succeeded: ['success', 'succeeded', 'successful', 'complete', 'completed', 'done', 'finished'],
  partial: ['partialsuccess', 'partiallysucceeded', 'partialsucceeded', 'partiallycompleted', 'partialcomplete'],
  failed: ['error', 'errors', 'failed', 'failure', 'rejected', 'completedwitherrors'],
  expired: ['expired', 'timedout', 'timeout']
}

const meanings = new Map(
  (Object.keys(words) as Array<keyof typeof words>).flatMap(meaning =>
    words[meaning].map((word): [string, Meaning] => [word, meaning])
  )
)

/** A word without its case and its punctuation: `in_progress` is `InProgress`. */
export const bare = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

export const meaningOf = (word: string): Meaning => meanings.get(bare(word)) ?? 'unknown'
