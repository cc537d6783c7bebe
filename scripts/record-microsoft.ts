import { explain, CannotStart } from './cannot-start.ts'
import { startRecorder } from './recording/recorder.ts'

/** `name` of the environment as a base URL without a slash at its end. */
function baseUrl (name: string, fallback?: string): string {
  const text = process.env[name] || fallback
  if (text === undefined) throw new CannotStart(`Set ${name} to the base URL of the real service.`)
  if (!URL.canParse(text)) throw new CannotStart(`${name} is not a URL: ${text}.`)
  return text.replace(/\/+$/, '')
}

try {
  const [file] = process.argv.slice(2)
  if (file === undefined) throw new CannotStart('Name the file: ./scripts/record-microsoft recording.jsonl')
  const port = Number(process.env['RECORD_PORT'] || 8380)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CannotStart('RECORD_PORT is not a port number.')
  const recorder = await startRecorder({
    file, port, proxyUrl: process.env['RECORD_PROXY'] || undefined,
    upstreams: {
      login: baseUrl('RECORD_LOGIN_URL', 'https://login.microsoftonline.com'),
      operator: baseUrl('RECORD_OPERATOR_URL'),
      graph: baseUrl('RECORD_GRAPH_URL', 'https://graph.microsoft.com')
    }
  })
  console.log(JSON.stringify({ listening: recorder.url }))
  console.error(`Start Dialplane with
  MICROSOFT_LOGIN_URL=${recorder.url}/login
  MICROSOFT_OPERATOR_URL=${recorder.url}/operator
  MICROSOFT_GRAPH_URL=${recorder.url}/graph
and end this with Ctrl-C. Read ${file} before you give it to anybody.`)
  const stop = (): void => { void recorder.close().then(() => process.exit(0)) }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  explain(error)
}
