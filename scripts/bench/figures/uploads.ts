import { run } from '../bench.ts'
import { less, more, type Figure } from '../figure.ts'
import { startBaseline, startLoad, startOwn } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import type { Request } from '../http/requests.ts'
import { requestToken } from '../../stack/demo.ts'
import { emptied } from './post.ts'

const upload = (token: string, numbers: number): Request => ({ kind: 'upload', token, numbers, idempotent: true })

export const uploads: Figure = {
  name: 'uploads',
  lines: [
    more(
      'numbers/s through 1,000-number uploads (full validity, dedupe, insert), 4 connections, against a regex-only ' +
      'bound',
      0.75, 0.9
    )
  ],
  async open (bench) {
    const urls = [await bench.database('uploads_ours'), await bench.database('uploads_regex')] as const
    const own = await startOwn(bench, urls[0])
    const baseline = await startBaseline(bench, 'regex-only', urls[1])
    const generator = startLoad()
    const request = upload(await requestToken(bench.microsoftUrl, 'admin'), 1000)
    const measure = async (port: number): Promise<Result> =>
      generator.call('closedLoop', { port, request, connections: 4, seconds: 3 })
    for (const { port } of [own, baseline]) await measure(port)
    return {
      async round () {
        for (const url of urls) await run(url, emptied)
        const ours = await measure(own.port)
        const regex = await measure(baseline.port)
        return {
          values: [ours.perSecond / regex.perSecond],
          readings: { 'ours numbers/s': ours.perSecond * 1000, 'regex-only numbers/s': regex.perSecond * 1000 }
        }
      },
      async close () { await Promise.all([own, baseline, generator].map(program => program.stop())) }
    }
  }
}

export const loopBlock: Figure = {
  name: 'loop-block',
  lines: [less('longest event-loop block in the API during a 10,000-number upload', 10, 3, 'ms')],
  async open (bench) {
    const url = await bench.database('loop_block')
    const own = await startOwn(bench, url)
    const generator = startLoad()
    const request = upload(await requestToken(bench.microsoftUrl, 'admin'), 10_000)
    const once = async (): Promise<Result> => generator.call('oneByOne', { port: own.port, request, count: 1 })
    for (let round = 0; round < 5; round++) await once()
    return {
      async round () {
        await run(url, emptied)
        await own.call('watchLoop')
        const { p50 } = await once()
        return { values: [await own.call<number>('longestBlock')], readings: { 'upload ms': p50 } }
      },
      async close () { await Promise.all([own, generator].map(program => program.stop())) }
    }
  }
}
