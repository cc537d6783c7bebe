import { UpstreamFault } from '../../problems.ts'
import type { MediantCalls } from './mediant-calls.ts'
import type { Inspection, Way } from './sbc.ts'

/**
 * Reads rules of a plan as a script and as an INI file. What a device has saved is not shown apart; that it has nothing
 * to save says that both are saved.
 */
export async function inspectMediant (
  calls: MediantCalls, plan: string, prefixes: ReadonlySet<string>
): Promise<Inspection> {
  const { plans, rules } = await calls.survey(plan, prefixes)
  const isSaved = await calls.saveNeeded() === false
  const ini = await optional(() => calls.ini(prefixes))
  const shown = ini?.plans.get(plan)
  const ways: Way[] = [{ name: 'the CLI script', rules, isSaved }]
  if (shown !== undefined) ways.push({ name: 'the INI file', rules: shown, isSaved })
  return {
    ways, capacity: undefined, licence: await optional(() => calls.licence()), caseSensitive: ini?.caseSensitive,
    failedLogins: ini?.failedLogins, lockoutSeconds: ini?.lockoutSeconds,
    rules: plans.reduce((sum, one) => sum + one.rules, 0)
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
