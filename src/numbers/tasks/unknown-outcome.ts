import type { StepContext } from '../../upstreams/guarded/tools.ts'
import type { Job, NumberResult } from '../../upstreams/microsoft/microsoft.ts'
import type { UnknownWord } from '../records/unknown-words.ts'
import { some } from '../../engine/wording.ts'

// Microsoft says a word that we do not know: nothing is concluded from it, and the numbers themselves decide.

/** Polls of a job with an unknown word, about six minutes, after which what its numbers show counts as its end. */
export const patienceWithUnknown = 24

type Context = Pick<StepContext<unknown, object>, 'say'>

/** Says once for each word of a job that it is not known. */
export function sayUnknownJob ({ say }: Context, known: string | undefined, word: string, jobId: string): void {
  if (known === word) return
  say(
    'Warning', `Microsoft says "${word}" of its job ${jobId}, which we do not know; its numbers are looked up instead.`
  )
}

/** Says which numbers of a job have an unknown word; answers one such word, or undefined when there is none. */
export function sayUnknownNumbers ({ say }: Context, job: Extract<Job, { status: 'finished' }>): string | undefined {
  const unknown = job.numbers.filter(({ outcome }) => outcome === 'unknown')
  const words = [...new Set(unknown.map(({ word = '' }) => word))]
  for (const word of words) say('Warning', unknownNumbers(word, unknown.filter(number => number.word === word)))
  return words[0]
}

function unknownNumbers (word: string, numbers: readonly NumberResult[]): string {
  return `Microsoft says "${word}" of ${some(numbers.map(({ number }) => number))}, which we do not know; ` +
    'what it holds is looked up instead.'
}

interface Heard { readonly jobId?: string | undefined, readonly unknownWord?: string | undefined }

/** The word of a job that was not said before, for the log of events. */
export const newWords = (before: Heard, after: Heard | undefined): UnknownWord[] =>
  after?.unknownWord === undefined || after.unknownWord === before.unknownWord
    ? []
    : [{ word: after.unknownWord, jobId: after.jobId ?? '' }]
