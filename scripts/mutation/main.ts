import { tmpdir } from 'node:os'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CannotStart, explain } from '../cannot-start.ts'
import { throwawayPostgres } from '../suite/throwaway-postgres.ts'
import { dropTestDatabases } from './databases.ts'
import { mutants } from './mutants.ts'
import { mutate, type Mutant } from './mutant.ts'
import { runTests, type Tests } from './run-test.ts'
import { makeScratch, type Scratch } from './scratch.ts'
import type { Verdict } from './verdict.ts'

const projectRoot = join(import.meta.dirname, '..', '..', '..')
const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, seconds: { type: 'string', default: '120' } }
})

interface Result { readonly outcome: 'killed' | 'SURVIVED' | 'ERROR', readonly why: string }

async function main (): Promise<void> {
  const wanted = mutants.filter(({ name, file }) =>
    words.length === 0 || words.some(word => name.includes(word) || file.includes(word))
  )
  if (wanted.length === 0) throw new CannotStart('No mutant has such a word in its name or file; --list names them.')
  if (options.list === true) return wanted.forEach(({ name, promise }) => console.log(`${name}\n  ${promise}`))
  const stopped = new AbortController()
  const folder = mkdtempSync(join(tmpdir(), 'dialplane-mutants-'))
  const postgres = process.env['TEST_DATABASE_URL'] === undefined ? await throwawayPostgres(folder) : undefined
  if (postgres !== undefined) process.env['TEST_DATABASE_URL'] = postgres.url
  const scratch = makeScratch(projectRoot)
  const cleanUp = async (): Promise<void> => {
    scratch.remove()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stopped.abort()
      cleanUp().finally(() => process.exit(130)).catch(explain)
    })
  }
  try {
    // Of a server that is somebody else's nothing is dropped.
    const dropDatabases = async (): Promise<void> => postgres && await dropTestDatabases(postgres.url)
    const results = await tryAll(wanted, scratch, stopped.signal, dropDatabases)
    if (!stopped.signal.aborted) report(results)
  } finally {
    if (!stopped.signal.aborted) await cleanUp()
  }
}

async function tryAll (
  wanted: readonly Mutant[], scratch: Scratch, stopped: AbortSignal, dropDatabases: () => Promise<void>
): Promise<Array<Result & { mutant: Mutant }>> {
  const seconds = Number(options.seconds)
  const untouched = new Map<string, Promise<Verdict>>()
  const passes = (mutant: Mutant): Promise<Verdict> => {
    const key = placeOf(mutant)
    const known = untouched.get(key) ?? runTests(scratch.root, togetherWith(mutant, wanted), seconds * 5, stopped)
    untouched.set(key, known)
    return known
  }
  const results: Array<Result & { mutant: Mutant }> = []
  for (const mutant of wanted) {
    const begun = performance.now()
    const result = await tryOne(mutant, scratch, seconds, stopped, passes)
    if (stopped.aborted) return results
    results.push({ mutant, ...result })
    const took = ((performance.now() - begun) / 1000).toFixed(1)
    console.log(`${result.outcome.padEnd(8)} ${mutant.name}  ${took} s\n         ${result.why}`)
    await dropDatabases()
  }
  return results
}

/** The subtests of one test that any of the mutants needs: tried together without a mutant, for each start is dear. */
function togetherWith (mutant: Mutant, wanted: readonly Mutant[]): Tests {
  const { test: [file, name, ...subtests], settings = {} } = mutant
  const tests = wanted.filter(other => placeOf(other) === placeOf(mutant)).map(({ test }) => test)
  const names = subtests.map((_, level) => [...new Set(tests.flatMap(test => test[level + 2] ?? []))])
  return { file, names: [[name], ...names], settings }
}

const placeOf = ({ test, settings = {} }: Mutant): string =>
  JSON.stringify([test.length, test[0], test[1], settings])

/** A test that fails without the mutant, too, proves nothing. */
async function tryOne (
  mutant: Mutant, scratch: Scratch, seconds: number, stopped: AbortSignal,
  passes: (mutant: Mutant) => Promise<Verdict>
): Promise<Result> {
  const changed = mutate(readFileSync(join(projectRoot, mutant.file), 'utf8'), mutant)
  if ('fault' in changed) return { outcome: 'ERROR', why: `${mutant.file}: ${changed.fault}` }
  const [file, ...names] = mutant.test
  const before = await passes(mutant)
  if (before.type !== 'passed') return { outcome: 'ERROR', why: `without the change its test ${told(before)}: ${file}` }
  const putBack = scratch.put(mutant.file, changed.text)
  try {
    return judge(await runTests(
      scratch.root, { file, names: names.map(name => [name]), settings: mutant.settings ?? {} }, seconds, stopped
    ))
  } finally {
    if (!stopped.aborted) putBack()
  }
}

function told (verdict: Verdict): string {
  switch (verdict.type) {
    case 'noticed': return `failed at "${verdict.test}": ${verdict.assertion}`
    case 'threw': return `threw ${verdict.message}`
    default: return verdict.type
  }
}

function judge (verdict: Verdict): Result {
  switch (verdict.type) {
    case 'noticed': return { outcome: 'killed', why: `by "${verdict.test}": ${verdict.assertion}` }
    case 'passed': return { outcome: 'SURVIVED', why: 'its test passed' }
    case 'timed out': return { outcome: 'SURVIVED', why: 'its test only timed out' }
    case 'threw': return { outcome: 'SURVIVED', why: `no assertion failed; its test only threw: ${verdict.message}` }
    case 'not run': return { outcome: 'SURVIVED', why: 'its test did not get as far as an assertion' }
  }
}

function report (results: ReadonlyArray<Result & { mutant: Mutant }>): void {
  const count = (wanted: Result['outcome']): number => results.filter(({ outcome }) => outcome === wanted).length
  console.log('')
  for (const { outcome, mutant: { name, promise } } of results) {
    console.log(`${outcome.padEnd(8)}  ${name.padEnd(36)}  ${promise}`)
  }
  console.log(`\n${count('killed')} killed, ${count('SURVIVED')} survived, ${count('ERROR')} could not be tried`)
  if (count('killed') < results.length) process.exitCode = 1
}

try {
  await main()
} catch (error) {
  explain(error)
}
