import { distanceBetween } from '../schemas/nearest-name.ts'

/** Beginnings that only our settings have. */
const ours = /^(DATABASE|MICROSOFT|SBC|TOKEN|WEBHOOK|WORKER|SECRETS|TASK)_/

/** What Kubernetes and Docker say of a service by such a name. */
function isServiceLink (name: string, value: string): boolean {
  return /_SERVICE_(HOST|PORT)|_PORT_\d+_(TCP|UDP)/.test(name) || (name.endsWith('_PORT') && value.includes('://'))
}

/** The environment holds names of many programs: only those are told that look like ours. */
export function unknownNames (env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const found: string[] = []
  for (const [name, value = ''] of Object.entries(env)) {
    if (known.includes(name) || isServiceLink(name, value)) continue
    const nearest = nearestOf(name, known)
    if (nearest !== undefined) found.push(`${name}: there is no such setting. Did you mean ${nearest}?`)
    else if (ours.test(name)) found.push(`${name}: there is no such setting. Remove it.`)
  }
  return found
}

/** The setting that is one or two letters away; of short names chance alone makes such neighbours. */
function nearestOf (name: string, known: readonly string[]): string | undefined {
  const upper = name.toUpperCase()
  const near = known
    .map(other => ({ other, distance: distanceBetween(upper, other) }))
    .filter(({ other, distance }) => distance <= (other.length < 8 ? 1 : other.length < 14 ? 2 : 3))
    .sort((one, two) => one.distance - two.distance)
  return name.length < 5 ? undefined : near[0]?.other
}
