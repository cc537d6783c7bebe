import { folded, wordFinder, wordsOf, type Words } from './spelling.ts'

// How a number stands with us, and where it came from (docs/wire/live-cloud.md#removal and #number-records).

/** In the order of the integers that records have. */
export const numberStatuses = ['Active', 'ReleaseRequested', 'MarkedForRemoval', 'ReadyForRemoval'] as const

/** The integer of a status that comes as its name or as its integer; undefined for none. */
export function parseNumberStatus (text: string): number | undefined {
  const status = /^\d+$/.test(text.trim())
    ? Number(text)
    : numberStatuses.findIndex(name => folded(name) === folded(text))
  return numberStatuses[status] === undefined ? undefined : status
}

const sourceWords = { webapi: [], webui: [], ocsync: ['empty', 'emptyvalue'] } as const satisfies Words<string>

export type NumberSource = keyof typeof sourceWords
export const numberSources = wordsOf<NumberSource>(sourceWords)
export const parseSource = wordFinder<NumberSource>(sourceWords)
