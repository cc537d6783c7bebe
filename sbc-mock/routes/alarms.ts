import { nothing, say, type Call, type Reply, type Route } from '../http.ts'
import { page } from './paging.ts'

const list = { level: 'Monitor', run: alarms } as const
const detail = { level: 'Monitor', run: alarm } as const

export const alarmRoutes: Route[] = [
  {
    path: /^\/api\/v1\/alarms\/?$/,
    verbs: {
      GET: {
        level: 'Monitor',
        run: () => ({
          status: 200,
          body: {
            alarms: ['active', 'history'].map(id => ({
              id, description: `${id} alarms`, url: `/api/v1/alarms/${id}`
            }))
          }
        })
      }
    }
  },
  { path: /^\/api\/v1\/alarms\/(active|history)$/, verbs: { GET: list } },
  { path: /^\/api\/v1\/alarms\/((?:active|history)\/\d+)$/, verbs: { GET: detail } }
]

function kept ({ device: { parameters } }: Call, which: string | undefined) {
  return which === 'active' ? parameters.activeAlarms : parameters.alarmHistory
}

function alarms (call: Call, which: string): Reply {
  const { items, cursor } = page(kept(call, which), call.url.searchParams)
  if (items.length === 0) return nothing(call.device)
  return {
    status: 200,
    body: {
      alarms: items.map(({ id, description }) => ({
        id: String(id), description, url: `/api/v1/alarms/${which}/${id}`
      })),
      cursor
    }
  }
}

function alarm (call: Call, path: string): Reply {
  const [which, id] = path.split('/')
  const found = kept(call, which).find(alarm => alarm.id === Number(id))
  return found === undefined
    ? say(404, 'Alarm was not found')
    : { status: 200, body: { ...found, id: String(found.id) } }
}
