import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { serverAccount } from '../../scripts/postgres/account.ts'
import { installedPrograms, preparePrograms } from '../../scripts/postgres/programs.ts'
import { emptyFolder } from './data-folder.ts'

/** The npm package as `npm ci --ignore-scripts` leaves it: its libraries lack the names they are linked by. */
function packageWithoutLinks (folder: string): string {
  execFileSync('cp', ['-a', dirname(installedPrograms()), join(folder, 'package')])
  const native = join(folder, 'package', 'native')
  for (const name of readdirSync(join(native, 'lib'))) {
    const path = join(native, 'lib', name)
    if (lstatSync(path).isSymbolicLink()) rmSync(path)
  }
  return native
}

function version (programs: string): string {
  return execFileSync(join(programs, 'bin', 'postgres'), ['--version'], {
    ...serverAccount(), cwd: '/', encoding: 'utf8'
  })
}

t.test('libraries get their names when no install script made them', async t => {
  const native = packageWithoutLinks(emptyFolder(t))
  t.equal(preparePrograms(serverAccount(), native), native, 'the installed programs are used')
  t.match(version(native), /^postgres \(PostgreSQL\) \d+/)
})

t.test('programs that the server cannot reach are copied to where it can', async t => {
  const folder = emptyFolder(t)
  const native = packageWithoutLinks(folder)
  chmodSync(folder, 0o700)
  const programs = preparePrograms(serverAccount(), native)
  t.match(version(programs), /^postgres \(PostgreSQL\) \d+/)
  t.equal(preparePrograms(serverAccount(), native), programs, 'once')
  t.equal(lstatSync(dirname(programs)).mode & 0o022, 0, 'where nobody else can plant one')
})
