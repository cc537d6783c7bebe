import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'
import { strangeAdvisories, type AuditReport } from './packages/advisories.ts'

// Asks the npm registry for known faults of what the production image holds. Ends with 1 when there are any that
// scripts/allowed-advisories.json does not name, and with 2 when the registry could not be asked.
const root = projectRoot()
const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: root, encoding: 'utf8', maxBuffer: 50_000_000
})
const report = JSON.parse(stdout || '{}') as AuditReport
if (report.vulnerabilities === undefined) {
  console.error(`The registry could not be asked: ${report.message ?? report.error?.summary ?? stderr}`)
  process.exit(2)
}
const allowed = JSON.parse(readFileSync(join(root, 'scripts', 'allowed-advisories.json'), 'utf8')) as
  Record<string, string>
const strange = strangeAdvisories(report, allowed)
for (const { id, severity, name, title } of strange) console.error(`${id} ${severity} ${name}: ${title}`)
console.log(strange.length === 0 ? 'No package has a known fault that is not allowed.' : 'See above.')
process.exit(strange.length === 0 ? 0 : 1)
