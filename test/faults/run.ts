import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../src/database/project-root.ts'
import { inWords } from './conditions.ts'
import { openGround } from './ground.ts'
import { runSeed, usual, type Report } from './run-seed.ts'

// node dist/test/faults/run.js --seed 7          one run, to have it again
// node dist/test/faults/run.js --seeds 1..200    the long command
// … --seeds 4,19 --with pooler,full              these, under these circumstances
// … --older ../build-of-an-earlier-commit        beside processes of that build
const { values } = parseArgs({
  options: {
    seed: { type: 'string' }, seeds: { type: 'string', default: '1..20' },
    seconds: { type: 'string', default: String(usual.seconds) }, with: { type: 'string' }, older: { type: 'string' }
  }
})
const seeds = (values.seed ?? values.seeds).split(',').flatMap(part => {
  const [first = 1, last = first] = part.split('..').map(Number)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
})
const words = values.with?.split(',')
const conditions = words && {
  pooler: words.includes('pooler'), versions: words.includes('versions'), full: words.includes('full')
}
const total = {
  seeds: 0, failed: [] as number[], tasks: 0, workerKills: 0, zombies: 0, postgresDeaths: 0, apiKills: 0,
  failovers: 0, parked: 0
}

let enough = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { enough = true }) // after this seed

const ground = await openGround(values.older && resolve(values.older))
try {
  for (const seed of seeds) {
    if (enough) break
    tell(await runSeed(ground, seed, { ...usual, seconds: Number(values.seconds), ...conditions && { conditions } }))
  }
} finally {
  await ground.close()
}
console.log(JSON.stringify(total))
process.exitCode = total.failed.length === 0 ? 0 : 1

function tell (report: Report): void {
  const { seed, conditions, missing, complaints, toll, tasks, canceled, parked, seconds, calmSeconds, log } = report
  total.seeds += 1
  total.tasks += tasks
  total.parked += parked
  for (const key of ['workerKills', 'zombies', 'postgresDeaths', 'apiKills', 'failovers'] as const) {
    total[key] += toll[key]
  }
  const facts =
    `${tasks} tasks, ${canceled} canceled, ${parked} parked, ${toll.workerKills} workers killed, ` +
    `${toll.zombies} paused, PostgreSQL down ${toll.postgresDeaths}×, ` +
    `${toll.failovers} failovers, ${toll.faults.length} faults, ` +
    `${calmSeconds.toFixed(1)} of ${seconds.toFixed(1)} s until all was over`
  const circumstances = [inWords(conditions), ...missing].join('; ')
  console.log(`${complaints.length === 0 ? ' ok ' : 'FAIL'} seed ${seed} (${circumstances}): ${facts}`)
  if (complaints.length === 0) return
  total.failed.push(seed)
  const folder = join(projectRoot(), '.data', 'faults')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `seed-${seed}.log`), `${complaints.join('\n')}\n\n${toll.faults.join('\n')}\n\n${log}\n`)
  for (const complaint of complaints.slice(0, 12)) console.log(`     ${complaint}`)
  if (complaints.length > 12) {
    console.log(`     and ${complaints.length - 12} more; all of it is in .data/faults/seed-${seed}.log`)
  }
}
