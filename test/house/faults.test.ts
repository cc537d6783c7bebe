import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root, sourcesBelow } from './source.ts'

// Whoever looks for a message in docs/faults.md finds the very words that a task shows.

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8')

/** The rows of the first table: the fault, what is done about it, the messages of its task, what a person does. */
const rows = (page('faults.md').split(/^## /m)[1] ?? '').split('\n').filter(line => line.startsWith('| ')).map(line => {
  const [, fault = '', does = '', shows = '', person = ''] = line.split(/(?<!\\)\|/).map(cell => cell.trim())
  return { fault, does, person, messages: [...shows.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message) }
})

/** What of a message is the same every time: without `…`, and without an id or a count that is given as an example. */
const fixedParts = (message: string): string[] =>
  message.replace(/"(\w+)": true/, '$1').replace(/^not_/, '').split(/…|\b\d+\b|(?<=step )\S+/).map(part => part.trim()).filter(part => /[a-z]{3}/i.test(part))

/** The texts of the sources, with those that are written on several lines in one piece. */
const sources = sourcesBelow('src').map(({ text }) => text.replace(/['`]\s*\+\s*['`]/g, '')).join('\n')

t.test('the words of every message in the table of faults are those of the code', async t => {
  const unknown = rows.flatMap(({ messages }) => messages.flatMap(fixedParts)).filter(part => !sources.includes(part))
  t.ok(rows.length > 40, `${rows.length} rows are read`)
  t.same(unknown, [], 'all are found')
})

t.test('every fault comes with what is done about it, by the program and by a person', async t => {
  for (const { fault, does, person } of rows) {
    t.ok(does.length > 6 && person !== '', `${fault}: what Dialplane does, and what you do`)
  }
})
