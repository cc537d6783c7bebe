import { Metrics } from '../../src/metrics/metrics.ts'

const introduction = `# Metrics

Made from \`src/metrics/metrics.ts\` by \`npm run metrics\`; a test compares them.

Every process answers \`GET /metrics\` in the format of Prometheus: an API beside its operations, a worker on \`PORT\`
when it is given one (with \`/healthz\` and \`/readyz\`). \`METRICS_ACCESS\` says who may read them. Labels are bounded:
none holds a number, a tenant or a task. Gauges of the whole installation (\`dialplane_tasks\`, \`dialplane_workers\`,
\`dialplane_sbc_…\`, \`dialplane_table_bytes\` …) are the same at every process: take \`max\` of them, not \`sum\`.
[Alert rules](../deploy/observability/alerts.yaml) with [tests](../deploy/observability/alerts.test.yaml) and a
[dashboard](../deploy/observability/dashboard.json) for Grafana use them. Beside these there are the usual ones of Node
(\`dialplane_process_…\`, \`dialplane_nodejs_…\`, such as \`dialplane_nodejs_eventloop_lag_p99_seconds\`).

| metric | type | labels | is |
|---|---|---|---|
`

interface Described { name: string, type: string, help: string, labelNames?: readonly string[] }

/** What every process says of itself, without what is Node's. */
export async function describedMetrics (): Promise<Described[]> {
  const { registry } = new Metrics()
  const described = await registry.getMetricsAsJSON()
  return registry.getMetricsAsArray().map((metric, index) => ({
    name: described[index]?.name ?? '', type: String(described[index]?.type), help: described[index]?.help ?? '',
    ...('labelNames' in metric && Array.isArray(metric.labelNames) && { labelNames: metric.labelNames.map(String) })
  }))
}

export async function metricsPage (): Promise<string> {
  const rows = (await describedMetrics())
    .filter(({ name }) => !/^dialplane_(process|nodejs)_/.test(name))
    .sort((one, two) => one.name < two.name ? -1 : 1)
    .map(({ name, type, labelNames = [], help }) =>
      `| \`${name}\` | ${type} | ${labelNames.map(label => `\`${label}\``).join(', ')} | ${help} |`)
  return `${introduction}${rows.join('\n')}\n`
}
