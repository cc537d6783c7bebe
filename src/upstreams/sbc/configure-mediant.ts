import { largestEffort, type MediantCalls } from './mediant-calls.ts'
import type { ConfigureOutcome, Missing } from './sbc.ts'

/** Runs scripts until nothing is missing, or the device refuses the same script twice. */
export async function configureMediant (
  calls: MediantCalls, missing: Missing, beforeWriting: () => void
): Promise<ConfigureOutcome> {
  let tried: string | undefined
  for (let effort = 0; ; effort++) {
    const script = missing(await calls.configuration())
    if (script === undefined) {
      if (effort > 0 || await calls.saveNeeded() === true) await calls.save()
      return { outcome: effort > 0 ? 'changed' : 'unchanged' }
    }
    if (effort === largestEffort) throw calls.fault('busy', `${calls.name} does not keep what it is told.`)
    beforeWriting()
    const failure = await calls.run(script)
    // Once may be the device's fault, or a line of ours that somebody else's change made wrong.
    if (script.join('\n') === tried && missing(await calls.configuration())?.join('\n') === tried) {
      return {
        outcome: 'refused',
        reason: failure ?? `${calls.name} takes the script, but does not show what it should make.`
      }
    }
    tried = script.join('\n')
  }
}
