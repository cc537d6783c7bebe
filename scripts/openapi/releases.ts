import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { projectRoot } from '../../src/database/project-root.ts'

// The documents as they were published, by the day of the release: openapi/releases/<day>/<version>.json.gz

export const versions = ['v2', 'v3', 'ovoc'] as const
export type Documents = Readonly<Record<typeof versions[number], unknown>>

const folder = (): string => join(projectRoot(), 'openapi/releases')

/** The days of all releases, the first one first. */
export const releaseDates = (): string[] =>
  existsSync(folder()) ? readdirSync(folder()).filter(name => /^\d{4}-\d\d-\d\d$/.test(name)).sort() : []

/** A document of a release; undefined where it had none. */
export function releasedDocument (date: string, version: string): unknown {
  const path = join(folder(), date, `${version}.json.gz`)
  return existsSync(path) ? JSON.parse(gunzipSync(readFileSync(path)).toString()) : undefined
}

/** Keeps the documents as those of a release. One that is kept never changes. */
export function keepRelease (date: string, documents: Documents): void {
  const place = join(folder(), date)
  if (existsSync(place)) throw new Error(`There is a release of ${date}. Give the documents a later day first.`)
  mkdirSync(place, { recursive: true })
  for (const version of versions) {
    writeFileSync(join(place, `${version}.json.gz`), gzipSync(JSON.stringify(documents[version]), { level: 9 }))
  }
}
