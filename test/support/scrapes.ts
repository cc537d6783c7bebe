import { request } from 'undici'

/** Seconds between two scrapes, as deploy/observability/prometheus.yml has it. */
export const interval = 15

/** Any moment: that of the first scrape, in seconds. */
const beginning = 1_800_000_000

/** What each process said at one moment; undefined for one that did not answer. */
export interface Scrape {
  readonly at: number
  readonly answers: ReadonlyMap<string, { readonly job: string, readonly text: string | undefined }>
}

export type Scrapes = readonly Scrape[]

/**
 * Reads the metrics of processes as Prometheus does, but when it is told to. Each time counts as one interval later
 * than the last, however long it took: what happens within seconds here looks as if it had taken minutes, which is the
 * measure of the dashboard's queries.
 */
export class Scraper {
  readonly scrapes: Scrape[] = []
  readonly #targets = new Map<string, string>()

  add (job: 'api' | 'worker', url: string): void {
    this.#targets.set(url, `dialplane-${job}`)
  }

  remove (url: string): void {
    this.#targets.delete(url)
  }

  async scrape (): Promise<Scrape> {
    const answers = await Promise.all([...this.#targets].map(async ([url, job]) => {
      const text = await request(`${url}/metrics`).then(({ body }) => body.text(), () => undefined)
      return [new URL(url).host, { job, text }] as const
    }))
    const scrape = { at: beginning + this.scrapes.length * interval, answers: new Map(answers) }
    this.scrapes.push(scrape)
    return scrape
  }
}

/** The sum of a metric over all of its labels, or over those that a text is in, at each process that answered. */
export function valuesOf ({ answers }: Scrape, metric: string, labels = ''): number[] {
  return [...answers.values()].flatMap(({ text }) => {
    const lines = (text ?? '').split('\n').filter(line =>
      (line.startsWith(`${metric}{`) || line.startsWith(`${metric} `)) && line.includes(labels))
    return lines.length === 0 ? [] : [lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)]
  })
}

/** In the OpenMetrics format, with the labels and the series `up` that Prometheus adds. */
export function asPrometheusHasThem (scrapes: Scrapes): string {
  const lines = scrapes.flatMap(({ at, answers }) => [...answers].flatMap(([instance, { job, text }]) => {
    const target = `instance="${instance}",job="${job}"`
    const samples = (text ?? '').split('\n').flatMap(line => {
      const [, name, labels, value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      return name === undefined ? [] : [`${name}{${labels === undefined ? '' : `${labels},`}${target}} ${value} ${at}`]
    })
    return [`up{${target}} ${text === undefined ? 0 : 1} ${at}`, ...samples]
  }))
  return `${lines.join('\n')}\n# EOF\n`
}
