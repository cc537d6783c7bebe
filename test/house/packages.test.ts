import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { strangeAdvisories } from '../../scripts/packages/advisories.ts'
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

t.test('a known fault of a package is found unless somebody has allowed it', async t => {
  const report = {
    vulnerabilities: {
      one: { name: 'one', via: [{ url: 'https://github.com/advisories/GHSA-1', title: 'Bad', severity: 'high' }] },
      two: { name: 'two', via: ['one'] }
    }
  }
  t.match(strangeAdvisories(report, {}), [{ id: 'GHSA-1', name: 'one', severity: 'high' }])
  t.same(strangeAdvisories(report, { 'GHSA-1': 'Nobody calls it.' }), [])
  for (const reason of Object.values(read<Record<string, string>>('scripts/allowed-advisories.json'))) {
    t.ok(reason.length > 20, `an advisory is allowed for a reason: ${reason}`)
  }
})

t.test('the image is built on one that is pinned by its digest', async t => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image)
  t.ok(images.length >= 2)
  for (const image of images) t.match(image, /^node:22\S*@sha256:[0-9a-f]{64}$/)
})
