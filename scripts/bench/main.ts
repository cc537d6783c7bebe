import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { explain } from '../cannot-start.ts'
import { openBench } from './bench.ts'
import type { Figure } from './figure.ts'
import { figures } from './figures/index.ts'
import { median } from './figure.ts'
import { profileInto, writeFlameGraphs } from './profiles.ts'
import { show, table, type Measured } from './table.ts'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' }, only: { type: 'string', multiple: true }, list: { type: 'boolean' },
    profile: { type: 'string' }
  }
})

async function measure (
  figure: Figure, rounds: number, bench: Awaited<ReturnType<typeof openBench>>
): Promise<Measured[]> {
  const begun = performance.now()
  const measurement = await figure.open(bench)
  const found: Array<Awaited<ReturnType<typeof measurement.round>>> = []
  try {
    for (let round = 0; round < Math.min(rounds, figure.rounds ?? rounds); round++) {
      found.push(await measurement.round())
      console.error(`${figure.name} ${round + 1}: ${found.at(-1)?.values.map(show).join(' ')}`)
    }
  } finally {
    await measurement.close()
  }
  const names = Object.keys(found[0]?.readings ?? {})
  const readings = names.map(name => `${name} ${show(median(found.map(round => round.readings[name] ?? 0)))}`)
  console.error(`${figure.name} (${Math.round((performance.now() - begun) / 1000)} s): ${readings.join(', ')}\n`)
  return figure.lines.map((line, index) => ({ line, values: found.map(round => round.values[index] ?? Number.NaN) }))
}

async function main (): Promise<void> {
  if (options.list === true) return console.log(figures.map(figure => figure.name).join('\n'))
  const wanted = figures.filter(figure => options.only === undefined || options.only.includes(figure.name))
  if (wanted.length === 0) {
    throw new Error(`There is no such figure; there are ${figures.map(figure => figure.name).join(', ')}.`)
  }
  const bench = await openBench()
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => { interrupted = true; void bench.close().finally(() => process.exit(130)) })
  }
  const measured: Measured[] = []
  try {
    for (const figure of wanted) {
      try {
        if (options.profile !== undefined) profileInto(resolve(options.profile), figure.name)
        measured.push(...await measure(figure, Number(options.rounds), bench))
      } catch (error) {
        if (interrupted) return
        console.error(`${figure.name} could not be measured:`, error)
        measured.push(...figure.lines.map(line => ({ line, values: [Number.NaN] })))
      }
    }
  } finally {
    await bench.close()
  }
  if (options.profile !== undefined) {
    console.error(['Flame graphs:', ...writeFlameGraphs(resolve(options.profile))].join('\n'))
  }
  console.log(
    `\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, medians of paired rounds ` +
    `[least..most]\n\n${table(measured)}`
  )
}

try {
  await main()
} catch (error) {
  explain(error)
}
process.exit()
