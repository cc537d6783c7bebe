import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'
import { changesBetween } from './openapi/changes.ts'

// Lists what changed for clients between two documents, for the CHANGELOG: ./scripts/api-changes v0.2.0
// Each side is a file, or a revision of this repository; the other side is the working tree unless it is given. Ends
// with 1 when something breaks a client.

const [from, to] = process.argv.slice(2)
if (from === undefined) {
  console.error('Name what to compare with: a file or a revision, such as ./scripts/api-changes v0.2.0')
  process.exit(2)
}

/** The document of a version at a file, a revision, or in the working tree; undefined where there is none. */
function documentAt (place: string | undefined, version: string): unknown {
  const path = `openapi/${version}.json`
  if (place === undefined) return JSON.parse(readFileSync(join(projectRoot(), path), 'utf8'))
  if (existsSync(place)) return JSON.parse(readFileSync(place, 'utf8'))
  const { status, stdout, stderr } = spawnSync('git', ['show', `${place}:${path}`], {
    cwd: projectRoot(), encoding: 'utf8', maxBuffer: 64e6
  })
  if (status === 0) return JSON.parse(stdout)
  if (/does not exist|exists on disk, but not in/.test(stderr)) return undefined
  console.error(`${place} is neither a file nor a revision: ${stderr.trim()}`)
  process.exit(2)
}

let breaks = 0
for (const version of existsSync(from) ? ['v3'] : ['v3', 'v2', 'ovoc']) {
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
