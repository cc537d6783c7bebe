import { UpstreamFault } from '../../problems.ts'
import type { MediantCalls } from './mediant-calls.ts'
import type { Inspection, Way } from './sbc.ts'

/**
 * Reads a plan as a script and as an INI file. What a device has saved is not shown apart; that it has nothing to save
 * says that both are saved.
 */
export async function inspectMediant (calls: MediantCalls, plan: string): Promise<Inspection> {
  const configuration = await calls.configuration()
  const isSaved = await calls.saveNeeded() === false
  const ini = await optional(() => calls.ini())
  const shown = ini?.plans.get(plan)
  const ways: Way[] = [{ name: 'the CLI script', rules: configuration.rules(plan) ?? [], isSaved }]
  if (shown !== undefined) ways.push({ name: 'the INI file', rules: shown, isSaved })
  return {
    ways, capacity: undefined, licence: await optional(() => calls.licence()), caseSensitive: ini?.caseSensitive,
    failedLogins: ini?.failedLogins, lockoutSeconds: ini?.lockoutSeconds,
    rules: configuration.plans().reduce((sum, name) => sum + (configuration.rules(name)?.length ?? 0), 0)
  }
}

/** What a user may not ask, or a firmware does not have, is not known. */
async function optional<Result> (ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof UpstreamFault && error.kind === 'forbidden') return undefined
    throw error
  }
}
