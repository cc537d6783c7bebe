import type { FastifyRequest } from 'fastify'
import type { Order } from '../../engine/enqueue.ts'
import type { SheetRow } from '../schemas/bulk-load.ts'
import type { LoadedRequest, LoadedRow } from '../schemas/loaded-row.ts'
import { canLoad } from '../tasks/load-sheets.ts'
import { sheets } from './sheets/all.ts'
import { keptCells, type Ask, type Column, type Demand } from './sheets/sheet.ts'

export const requestsAtMost = 1000

/** Asks the API of this version for the caller of a request; nothing of that is counted or remembered by itself. */
export function askAs (request: FastifyRequest): Ask {
  return async path => {
    const { statusCode, body } = await request.server.inject({
      method: 'GET', url: `/api/v3${path}`, headers: { authorization: String(request.headers.authorization) }
    })
    return { status: statusCode, body: JSON.parse(body === '' ? 'null' : body) }
  }
}

/** Judges a request of a row as the API would, and answers the order of its task, or why it is refused. */
async function judge (request: FastifyRequest, { method, path, body }: Demand): Promise<Order<object> | string> {
  const answer = await request.server.inject({
    method, url: `/api/v3${path}`, ...(body !== undefined && { payload: body }),
    headers: { authorization: String(request.headers.authorization), prefer: 'plan' }
  })
  const order = request.server.plannedOrders.get(answer.raw.req)
  return order ?? reasonIn(JSON.parse(answer.body))
}

function reasonIn (problem: { errors?: Record<string, string[]>, detail?: string, title?: string }): string {
  const told = Object.entries(problem.errors ?? {}).flatMap(([field, messages]) =>
    messages.map(message => field === '' ? message : `${field}: ${message}`))
  return told.length > 0 ? told.slice(0, 5).join(' ') : problem.detail ?? problem.title ?? 'It was refused.'
}

/** What all rows of a workbook come to, in the order of the sheets; each row once. */
export async function judgeRows (
  request: FastifyRequest, all: ReadonlyMap<string, readonly SheetRow[]>
): Promise<{ rows: LoadedRow[], requests: LoadedRequest[] }> {
  const ask = askAs(request)
  const rows: LoadedRow[] = []
  const requests: LoadedRequest[] = []
  for (const [place, sheet] of sheets.entries()) {
    const own = all.get(sheet.name)
    if (own === undefined) continue
    for (const verdict of await sheet.read(own, ask, all)) {
      const keep = (more: Pick<LoadedRow, 'request' | 'error'>): void => {
        rows.push(...verdict.rows.map(row => ({ ...row, cells: keptCells(columnsOf(row), row.cells), ...more })))
      }
      if ('unchanged' in verdict) keep({})
      else if ('error' in verdict) keep({ error: verdict.error })
      else if (requests.length >= requestsAtMost) keep({ error: `A file may ask for ${requestsAtMost} things.` })
      else {
        const order = await judge(request, verdict.demand)
        if (typeof order === 'string') keep({ error: order })
        else if (!canLoad(order.kind.name)) keep({ error: 'It cannot be asked for by a file.' })
        else {
          const key = `${sheet.name} ${requests.length + 1}`
          requests.push(requestOf(key, place * 10 + (verdict.demand.phase ?? 0), order))
          keep({ request: key })
        }
      }
    }
  }
  return { rows, requests }
}

const columnsOf = ({ sheet }: SheetRow): readonly Column[] =>
  sheets.find(({ name }) => name === sheet)?.columns ?? []

function requestOf (key: string, phase: number, order: Order<object>): LoadedRequest {
  const { kind, input, items = [], msTenantId, customerId, channelId, ticketId } = order
  return {
    key, phase, kind: kind.name, input: { ...input }, items: [...items],
    ...(msTenantId !== undefined && { msTenantId }), ...(customerId !== undefined && { customerId }),
    ...(channelId !== undefined && { channelId }), ...(ticketId !== undefined && { ticketId })
  }
}
