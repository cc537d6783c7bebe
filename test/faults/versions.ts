import {
  cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundlePrograms } from '../../scripts/bundling.ts'
import { compiled } from '../../scripts/compiled.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { startProgram } from '../support/program.ts'
import { pause } from './random.ts'

/** Two builds whose processes run on one schema. */
export interface Versions {
  /** The folder of version N−1. */
  readonly older: string
  /** The folder of version N. */
  readonly newer: string
  /** Brings a database of N−1 to N, as an operator does: again and again, until it is done. */
  migrate (databaseUrl: string): Promise<void>
}

/** The migration of N: it only adds, and says from where on older code fits. */
const migration = `
alter table task add column of_next text not null default 'nothing', add column seen_by_next timestamptz;
alter table task drop constraint task_state_check;
alter table task add constraint task_state_check
  check (state in ('ready', 'waiting', 'parked', 'finished', 'resting')) not valid;
alter table task_item add column of_next text;
alter table number add column of_next text;
alter table idempotency_key add column of_next text;
alter table worker add column of_next text;
create table next_thing (provider_id integer not null, id text not null, primary key (provider_id, id));
insert into schema_fit select '9999_next', max(name) from kysely_migration;
insert into task (provider_id, id, kind, partition_key, state, step, input, caller)
  select 1, 'nxt_' || n, 'rest', 'next', 'resting', 'sleep', '{"for": "ever"}', 'next' from generate_series(1, 3) n;
`

/** What N does otherwise, each a text that stands once in what was compiled of a file. */
const differences: ReadonlyArray<readonly [file: string, search: string, replace: string]> = [
  // A release is a task of a kind that N−1 does not know; those of N−1 are run on.
  ['src/numbers/tasks/release-numbers/index.js', "name: 'release-numbers'", "name: 'release-numbers-next'"],
  [
    'src/numbers/index.js', 'pullCivicAddresses, releaseNumbers,',
    "pullCivicAddresses, releaseNumbers, { ...releaseNumbers, name: 'release-numbers' },"
  ],
  // Inputs have a field more.
  ['src/engine/enqueue.js', 'input: order.input,', "input: { ...order.input, ofNext: 'yes' },"],
  // Requests are digested in another way.
  ['src/engine/enqueue.js', 'const fingerprintVersion = 1;', 'const fingerprintVersion = 2;']
]

/**
 * As long as nothing was released, N−1 is this build, and N is made of it: with a migration more, a kind, a field of
 * inputs and another form of fingerprints. With the folder of a build of an earlier commit, that one is N−1.
 */
export async function makeVersions (olderBuild: string | undefined): Promise<Versions> {
  const here = projectRoot()
  if (olderBuild !== undefined) return { older: olderBuild, newer: here, migrate: async () => {} }
  const newer = await nextOf(here)
  return { older: here, newer, migrate: databaseUrl => migrated(newer, databaseUrl) }
}

async function nextOf (here: string): Promise<string> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'dialplane-next-'))
  for (const name of readdirSync(here).filter(name => !['dist', 'migrations', 'package.json'].includes(name))) {
    symlinkSync(join(here, name), join(root, name))
  }
  cpSync(join(here, 'migrations'), join(root, 'migrations'), { recursive: true })
  writeFileSync(join(root, 'migrations', '9999_next.sql'), migration)
  change(join(here, 'package.json'), join(root, 'package.json'), /"version": "[^"]+"/, '"version": "next"')
  mkdirSync(join(root, 'dist', 'bundle'), { recursive: true })
  for (const name of ['src', 'scripts']) cpSync(join(here, 'dist', name), join(root, 'dist', name), { recursive: true })
  symlinkSync(join(here, 'dist', 'bundle', 'reference'), join(root, 'dist', 'bundle', 'reference'))
  for (const [file, search, replace] of differences) {
    change(join(root, 'dist', file), join(root, 'dist', file), search, replace)
  }
  await bundlePrograms(root, ['src/start', 'scripts/migrate'])
  return root
}

function change (from: string, to: string, search: string | RegExp, replace: string): void {
  const text = readFileSync(from, 'utf8')
  const places = text.split(search).length - 1
  if (places !== 1) throw new Error(`${String(search)} stands ${places} times in ${from}, and makes the next version`)
  writeFileSync(to, text.replace(search, replace))
}

async function migrated (root: string, databaseUrl: string): Promise<void> {
  let said = ''
  for (let tries = 0; tries < 100; tries++, await pause(300)) {
    const program = startProgram(compiled('scripts/migrate.js', root), { DATABASE_URL: databaseUrl })
    if (await program.gone === 0) return
    said = program.output()
  }
  throw new Error(`The migrations of the next version do not come through: ${said}`)
}
