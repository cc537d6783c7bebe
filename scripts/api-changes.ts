import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentDate } from '../src/app/document-version.ts'
import { projectRoot } from '../src/database/project-root.ts'
import { changesBetween } from './openapi/changes.ts'
import { keepRelease, releasedDocument, releaseDates, versions, type Documents } from './openapi/releases.ts'

// Lists what changed for clients between two documents: ./scripts/api-changes 2026-11-29
// Each side is the day of a release, a file, or a revision of this repository; the other side is the working tree
// unless it is given. Ends with 1 when something breaks a client.
// ./scripts/api-changes --release keeps the documents of the working tree as those of a release.

const [from, to] = process.argv.slice(2)
if (from === undefined) {
  const last = releaseDates().at(-1) ?? 'v0.2.0'
  console.error(`Name what to compare with: a release by its day, a file or a revision: ./scripts/api-changes ${last}`)
  process.exit(2)
}

/** The document of a version at a file, a revision, or in the working tree; undefined where there is none. */
function documentAt (place: string | undefined, version: string): unknown {
  const path = `openapi/${version}.json`
  if (place === undefined) return JSON.parse(readFileSync(join(projectRoot(), path), 'utf8'))
  if (releaseDates().includes(place)) return releasedDocument(place, version)
  if (existsSync(place)) return JSON.parse(readFileSync(place, 'utf8'))
  const { status, stdout, stderr } = spawnSync('git', ['show', `${place}:${path}`], {
    cwd: projectRoot(), encoding: 'utf8', maxBuffer: 64e6
  })
  if (status === 0) return JSON.parse(stdout)
  if (/does not exist|exists on disk, but not in/.test(stderr)) return undefined
  console.error(`${place} is neither a file nor a revision: ${stderr.trim()}`)
  process.exit(2)
}

if (from === '--release') {
  const documents: Documents = {
    v2: documentAt(undefined, 'v2'), v3: documentAt(undefined, 'v3'), ovoc: documentAt(undefined, 'ovoc')
  }
  keepRelease(documentDate, documents)
  console.log(`Kept in openapi/releases/${documentDate}. Give the next change of the documents a later day.`)
  process.exit(0)
}

let breaks = 0
for (const version of existsSync(from) ? ['v3'] : versions) {
  const before = documentAt(from, version)
  if (before === undefined) {
    console.log(`## ${version}\n\nNew as a whole.\n`)
    continue
  }
  const { breaking, compatible } = changesBetween(before, documentAt(to, version))
  breaks += breaking.length
  console.log(`## ${version}\n`)
  for (const [title, lines] of [['Breaking', breaking], ['Compatible', compatible]] as const) {
    if (lines.length > 0) console.log(`### ${title}\n\n${lines.map(line => `- ${line}`).join('\n')}\n`)
  }
  if (breaking.length + compatible.length === 0) console.log('Nothing changed for clients.\n')
}
process.exit(breaks > 0 ? 1 : 0)
