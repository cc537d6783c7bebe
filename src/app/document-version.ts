import type { Version } from '../http/routes.ts'

/**
 * The day that the documents are of. Whoever changes them after a release gives them a later day than the release has;
 * `npm run openapi` says so.
 */
export const documentDate = '2026-12-01'

const numbers: Readonly<Record<Version, number>> = { v2: 2, v3: 3, ovoc: 1 }

/**
 * The version of the API and the day of its document in the form of a semantic version, as generators want it for the
 * packages they make: `3.2026.1201`.
 */
export function documentVersion (version: Version, date = documentDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${numbers[version]}.${year}.${(month ?? 0) * 100 + (day ?? 0)}`
}
