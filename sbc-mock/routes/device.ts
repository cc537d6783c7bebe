import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { readJson, say, type Call, type Reply, type Route } from '../http.ts'
import { uploaded } from '../upload.ts'

const folders = ['actions', 'alarms', 'files', 'kpi', 'license', 'status']

export const deviceRoutes: Route[] = [
  { path: /^\/api\/?$/, verbs: { GET: { level: 'Monitor', run: versions } } },
  { path: /^\/api\/v1\/versions$/, verbs: { GET: { level: 'Monitor', run: versions } } },
  { path: /^\/api\/v1\/?$/, verbs: { GET: { level: 'Monitor', run: () => links('/api/v1', folders) } } },
  { path: /^\/api\/v1\/status$/, verbs: { GET: { level: 'Monitor', run: status } } },
  {
    path: /^\/api\/v1\/license$/,
    verbs: {
      GET: { level: 'Administrator', run: license },
      PUT: { level: 'Security Administrator', write: true, run: loadLicense }
    }
  },
  {
    path: /^\/api\/v1\/actions\/?$/,
    verbs: {
      GET: { level: 'Administrator', run: () => links('/api/v1/actions', ['authToken', 'reset', 'saveConfiguration']) }
    }
  },
  { path: /^\/api\/v1\/actions\/authToken$/, verbs: { POST: { level: 'Security Administrator', run: authToken } } },
  { path: /^\/api\/v1\/actions\/reset$/, verbs: { POST: { level: 'Administrator', write: true, run: reset } } },
  {
    path: /^\/api\/v1\/actions\/saveConfiguration$/,
    verbs: { POST: { level: 'Administrator', write: true, run: saveConfiguration } }
  }
]

function links (base: string, names: readonly string[]): Reply {
  return { status: 200, body: { items: names.map((id) => ({ id, description: id, url: `${base}/${id}` })) } }
}

function versions (): Reply {
  return { status: 200, body: { versions: [{ id: 'v1', status: 'stable', url: '/api/v1' }] } }
}

function status ({ device }: Call): Reply {
  const { firmware, productType, serialNumber, macAddress, ipAddress, operationalState, highAvailability } =
    device.parameters
  return {
    status: 200,
    body: {
      localTimeStamp: new Date(device.now()).toISOString(),
      ipAddress,
      subnetMask: '255.255.255.0',
      defaultGateway: ipAddress.replace(/\d+$/, '1'),
      productType,
      versionID: firmware,
      protocolType: 'SIP',
      operationalState,
      highAvailability,
      serialNumber,
      macAddress,
      systemUpTime: device.upTime,
      osType: 'Linux',
      acceleratedNetworking: false,
      saveNeeded: device.saveNeeded,
      resetNeeded: false
    }
  }
}

function license ({ device: { parameters: { serialNumber, macAddress, licenseVersion } } }: Call): Reply {
  return {
    status: 200, body: { serialNumber, macAddress, licenseVersion, keyDescription: 'SBC sessions 1000, Teams, TLS' }
  }
}

function loadLicense (call: Call): Reply {
  uploaded(call, 'license')
  return say(200, 'License file was loaded.')
}

const Token = Type.Object({
  username: Type.String({ minLength: 1 }),
  privLevel: Type.Union([Type.Literal('admin'), Type.Literal('operator'), Type.Literal('monitor')]),
  sessionTimeout: Type.Number({ minimum: 1 })
})

function authToken ({ body }: Call): Reply {
  if (!Value.Check(Token, readJson(body))) return say(400, 'username, privLevel and sessionTimeout are required')
  return { status: 200, body: { authToken: randomUUID().replaceAll('-', '') } }
}

const Reset = Type.Object({
  saveConfiguration: Type.Optional(Type.Boolean()),
  gracefulTimeout: Type.Optional(Type.Integer({ minimum: 0 }))
}, { additionalProperties: false })

function reset ({ device, body, request }: Call): Reply {
  const wanted = body.length === 0 ? {} : readJson(body)
  if (!Value.Check(Reset, wanted)) return say(400, 'Attributes are incorrect')
  // 1 waits for the end of all calls, and there are none here.
  const { saveConfiguration = true, gracefulTimeout = 0 } = wanted
  device.announceRestart(
    gracefulTimeout === 1 ? 0 : gracefulTimeout, saveConfiguration && !device.behaviour.restartLosesUnsaved, request
  )
  return say(200, 'Device will reset now')
}

function saveConfiguration ({ device, headers, body, request }: Call): Reply {
  if (device.behaviour.contentLengthStrict && (body.length > 0 || headers['content-length'] !== '0')) {
    return say(400, 'Content-Length must be 0')
  }
  device.save(request)
  return { status: 200 }
}
