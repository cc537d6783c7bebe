import { renderConfiguration } from '../cli/render.ts'
import { runScript } from '../cli/script.ts'
import { Configuration } from '../configuration.ts'
import { importCsv, parseCsv, renderCsv } from '../csv.ts'
import { Editor } from '../editor.ts'
import { say, type Call, type Reply, type Route } from '../http.ts'
import { importIni, renderIni } from '../ini.ts'
import { otherWriter } from '../other-writer.ts'
import { Refusal } from '../refusal.ts'
import { uploaded } from '../upload.ts'
import { loadScript } from './script.ts'

const get = { level: 'Administrator' } as const
const put = { level: 'Administrator', write: true } as const

// Uploads that the mock only acknowledges; the manual lists PUT alone for them (docs/wire/mediant.md#files).
const acknowledged =
  /^\/api\/v1\/(files\/(?:amd|castable|configurationPackage\.tar\.gz|cpt|prt|voiceprompts|sbcWizard)|usersInfo)$/

export const fileRoutes: Route[] = [
  { path: /^\/api\/v1\/files\/?$/, verbs: { GET: { ...get, run: directory } } },
  { path: /^\/api\/v1\/files\/tls$/, verbs: { GET: { ...get, run: () => ({ status: 200, body: { files: [] } }) } } },
  {
    path: /^\/api\/v1\/files\/cliScript$/,
    verbs: { GET: { ...get, run: downloadScript }, PUT: { ...put, run: replaceByScript } }
  },
  { path: /^\/api\/v1\/files\/cliScript\/incremental$/, verbs: { PUT: { ...put, run: loadScript } } },
  { path: /^\/api\/v1\/files\/ini$/, verbs: { GET: { ...get, run: downloadIni }, PUT: { ...put, run: replaceByIni } } },
  { path: /^\/api\/v1\/files\/ini\/incremental$/, verbs: { PUT: { ...put, run: loadIni } } },
  { path: /^\/api\/v1\/files\/dialplan$/, verbs: { GET: { ...get, run: downloadCsv }, PUT: { ...put, run: loadCsv } } },
  { path: /^\/api\/v1\/files\/software$/, verbs: { PUT: { ...put, run: loadSoftware } } },
  { path: acknowledged, verbs: { PUT: { ...put, run: acknowledge } } }
]

function directory (): Reply {
  const names = ['ini', 'cliScript', 'dialplan', 'tls']
  return {
    status: 200, body: { files: names.map(id => ({ id, description: `${id} file`, url: `/api/v1/files/${id}` })) }
  }
}

function download (name: string, body: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${name}"` },
    body
  }
}

function downloadScript ({ device }: Call): Reply {
  const text = renderConfiguration(device.running).join('\n')
  device.downloads += 1
  if (!device.behaviour.pollutedGet) return download('cliScript.txt', text)
  const more = device.downloads > 1 ? renderIni(device.running, device.parameters, device.behaviour) : ''
  return download('cliScript.txt', `${text}${more}GET /topAreaStaus.json HTTP/1.1\r\n`)
}

function downloadIni ({ device }: Call): Reply {
  const text = renderIni(device.running, device.parameters, device.behaviour)
  return download('ini.ini', device.behaviour.pollutedGet ? `${text}GET /topAreaStaus.json HTTP/1.1\r\n` : text)
}

function downloadCsv ({ device }: Call): Reply {
  if (!device.behaviour.csvGet) return { ...say(405, 'Method not allowed'), headers: { allow: 'PUT' } }
  return download('dialplan.csv', renderCsv(device.running.plansInOrder()))
}

function loadCsv (call: Call): Reply {
  const { device } = call
  const text = uploaded(call, 'Dial Plan', ['text/csv'])
  if (device.behaviour.concurrentWriter) otherWriter(device)
  return attempt('Dial Plan', () => {
    importCsv(parseCsv(text), device.editor(call.request), device.behaviour)
    return say(200, 'Dial Plan file was loaded.')
  })
}

function loadIni (call: Call): Reply {
  const text = uploaded(call, 'Incremental INI')
  return attempt('Incremental INI', () => {
    rehearse(call, (editor) => importIni(text, editor))
    importIni(text, call.device.editor(call.request))
    return say(200, 'Incremental INI file was loaded.')
  })
}

function replaceByIni (call: Call): Reply {
  const text = uploaded(call, 'INI')
  return attempt('INI', () => replace(call, (editor) => importIni(text, editor)))
}

function replaceByScript (call: Call): Reply {
  const text = uploaded(call, 'CLI Script')
  return attempt('CLI Script', () => replace(call, (editor) => {
    const result = runScript(text, editor, { version: call.device.parameters.firmware, continueAfterError: false })
    if (result.failed) throw new Refusal(result.lines.at(-1) ?? '')
  }))
}

/** A full upload starts from nothing and restarts the device: whatever it does not name is gone. */
function replace ({ device, request }: Call, fill: (editor: Editor) => void): Reply {
  const fresh = new Configuration()
  fill(new Editor(fresh, device.behaviour, () => {}, true))
  device.running = fresh
  device.record({ kind: 'state' }, request)
  device.save(request)
  device.restart(request)
  return say(200, 'Device will reset now to activate new configuration')
}

function loadSoftware (call: Call): Reply {
  uploaded(call, 'software')
  call.device.save(call.request)
  call.device.restart(call.request)
  return say(200, 'Device will reset now to activate new software load')
}

function acknowledge (call: Call): Reply {
  uploaded(call, 'file')
  return say(200, 'File was loaded.')
}

/** Tries a change on a copy first, so that a wrong file changes nothing. */
function rehearse ({ device }: Call, work: (editor: Editor) => void): void {
  work(new Editor(device.running.copy(), device.behaviour, () => {}))
}

function attempt (what: string, work: () => Reply): Reply {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) {
      return { status: 400, body: { description: `provided ${what} file is incorrect`, output: error.message } }
    }
    throw error
  }
}
