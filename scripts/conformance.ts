import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { complaints, demoVariables, readRows, type Place } from './contract/run.ts'
import type { Variables } from './contract/row.ts'

// Holds an installation against the rows of conformance/. Without --changes nothing is changed there; without --demo
// rows that need the demo's world are left out. Ends with 1 when a row is not kept.
const { values } = parseArgs({
  options: {
    url: { type: 'string' }, token: { type: 'string' }, variables: { type: 'string' }, only: { type: 'string' },
    changes: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false }
  }
})
const { url, token } = values
if (url === undefined || token === undefined) {
  console.error('./scripts/conformance --url https://host --token … [--variables file.json] [--only v3/listTasks] ' +
    '[--changes] [--demo]')
  process.exit(2)
}
const own = values.variables === undefined
  ? {}
  : JSON.parse(readFileSync(values.variables, 'utf8')) as Variables
const place: Place = {
  baseUrl: url.replace(/\/+$/, ''), token: async () => token, variables: { ...demoVariables(), ...own }
}
let kept = 0
let broken = 0
let left = 0
for (const { file, row } of readRows()) {
  if (values.only !== undefined && !file.startsWith(values.only)) continue
  if ((row.changes === true && !values.changes) || (row.demo === true && !values.demo)) {
    left += 1
    continue
  }
  const wrong = await complaints(place, row)
  if (wrong.length === 0) kept += 1
  else {
    broken += 1
    console.log(`${file}: ${row.name}\n  ${row.asks}\n  ${wrong.join('\n  ')}`)
  }
}
console.log(`${kept} rows kept, ${broken} broken, ${left} left out`)
process.exit(broken === 0 ? 0 : 1)
