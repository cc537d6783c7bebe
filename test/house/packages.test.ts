import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from './source.ts'

interface Locked {
  readonly license?: string
  /** A workspace of ours. */
  readonly link?: boolean
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly integrity?: string
}

const read = <Shape>(path: string): Shape => JSON.parse(readFileSync(join(root, path), 'utf8')) as Shape

t.test('the production image holds the packages that somebody has allowed and no other', async t => {
  const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json')
  const allowed = read<Record<string, string>>('scripts/allowed-packages.json')
  const shipped = Object.entries(packages).filter(([path, { link, dev, devOptional, optional }]) =>
    path.startsWith('node_modules/') && link !== true && dev !== true && devOptional !== true && optional !== true
  )
  const found = Object.fromEntries(
    shipped.map(([path, { license = '?' }]) => [path.replace(/^.*node_modules\//, ''), license])
  )
  t.same(Object.keys(found).sort(), Object.keys(allowed).sort(), 'scripts/allowed-packages.json names them all')
  for (const [path, { integrity = '', license = '' }] of shipped) {
    t.match(integrity, /^sha512-/, `${path} is pinned by its digest`)
    t.match(license, /^(MIT|ISC|BSD|Apache|0BSD|BlueOak|CC0|Unlicense|Python|\(|PostgreSQL)/, `${path}: ${license}`)
  }
})
