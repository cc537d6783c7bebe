import { Type, type Static } from '@sinclair/typebox'
import { buildCustomers, deleteCustomers } from '../../builds/tasks/build-customers.ts'
import { isOver, longLook, stopped, type OrderedKind } from '../../engine/children.ts'
import { hours, minutes, next, wait } from '../../engine/define.ts'
import { ItemsHeld } from '../../engine/enqueue.ts'
import { coolNumbers, keepCoolingPolicy } from '../../inventory/tasks/cool-numbers.ts'
import {
  addInventoryNumbers, describeInventoryNumbers, moveInventoryNumbers, removeInventoryNumbers
} from '../../inventory/tasks/keep-numbers.ts'
import { keepNumberingOverrides } from '../../numbers/tasks/keep-numbering-overrides.ts'
import { releaseNumbers } from '../../numbers/tasks/release-numbers/index.ts'
import { uploadNumbers } from '../../numbers/tasks/upload-numbers/index.ts'
import { Problem } from '../../problems.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { LoadedRequest, LoadedRow } from '../schemas/loaded-row.ts'
import { changeOperatorTenant } from './change-operator-tenant.ts'
import { changeRelationship } from './change-relationship.ts'
import { keepDataSync } from './keep-data-sync.ts'
import { removeDataSync } from './remove-data-sync.ts'
import { removeOperatorTenant } from './remove-operator-tenant.ts'

/** The kinds of the requests that rows stand for. */
const kinds: ReadonlyMap<string, OrderedKind<object>> = new Map<string, OrderedKind<object>>([
  addInventoryNumbers, buildCustomers, changeOperatorTenant, changeRelationship, coolNumbers, deleteCustomers,
  describeInventoryNumbers, keepCoolingPolicy, keepDataSync, keepNumberingOverrides, moveInventoryNumbers,
  releaseNumbers, removeDataSync, removeInventoryNumbers, removeOperatorTenant, uploadNumbers
].map((kind: OrderedKind<object>) => [kind.name, kind] as const))

export const canLoad = (kind: string): boolean => kinds.has(kind)

const input = Type.Object({ requests: Type.Array(LoadedRequest), rows: Type.Array(LoadedRow) })
const progress = Type.Object({
  /** Requests that could not begin, and why. */
  refused: Type.Record(Type.String(), Type.String()),
  ended: Type.Integer()
})

type Context = StepContext<Static<typeof input>, Static<typeof progress>>

/** Seconds until a request is tried again whose numbers other tasks hold. */
const untilFree = 10

/** Makes the task of a request. Answers why there is none: `busy` when it is to be tried again. */
async function begin (
  { children, say }: Context, { kind: name, key, phase: _phase, ...order }: LoadedRequest
): Promise<string | undefined> {
  const kind = kinds.get(name)
  if (kind === undefined) return `This version knows no ${name}.`
  try {
    await children.begin({ key, kind, ...order })
    return undefined
  } catch (error) {
    if (error instanceof ItemsHeld) {
      say('Warning', 'Other tasks are under way for numbers of the file, which is waited for.')
      return 'busy'
    }
    if (error instanceof Problem) return error.message
    throw error
  }
}

/** Goal: each request of a workbook was made, sheet after sheet, and each for itself alone. */
export const loadSheets = defineTaskKind({
  name: 'load-sheets',
  idPrefix: 'blk',
  requiredScope: 'provider',
  partitionKey: ofProvider('bulk loads'),
  title: 'Load the rows of a workbook',
  input,
  progress,
  steps: [{
    name: 'load',
    message: 'Doing what the rows ask for, sheet after sheet',
    giveUpAfter: hours(100),
    timeLimit: minutes(10),
    async run (context: Context) {
      const { children, input: { requests } } = context
      const known = new Map((await children.list()).map(child => [child.key, child]))
      const refused = { ...context.progress.refused }
      for (const phase of [...new Set(requests.map(one => one.phase))].sort((a, b) => a - b)) {
        const own = requests.filter(one => one.phase === phase)
        for (const request of own.filter(({ key }) => !known.has(key) && refused[key] === undefined)) {
          const why = await begin(context, request)
          if (why === 'busy') return wait(untilFree, { refused })
          if (why !== undefined) refused[request.key] = why
        }
        const goesOn = own.some(({ key }) => {
          const child = known.get(key)
          return child === undefined ? refused[key] === undefined : !isOver(child)
        })
        if (goesOn) return wait(longLook, { refused })
      }
      return next({ refused, ended: known.size })
    },
    /** What was done stays done: each request was for itself. Those that run are stopped. */
    async undo ({ children }) {
      return await stopped(children) === undefined ? wait(longLook) : next()
    }
  }, {
    name: 'complete',
    message: 'Completing the load',
    async run ({ children, input: { rows }, progress: { refused = {} }, say }) {
      const ends = await children.list()
      const bad = rows.filter(({ error }) => error !== undefined).length
      const failed = ends.filter(({ status }) => status !== 'CompletedSuccess').length + Object.keys(refused).length
      say(bad + failed > 0 ? 'Warning' : 'Information',
        `${rows.length} rows: ${bad} were refused, and ${failed} of ${ends.length} requests did not end well.`)
      return next({ ended: ends.length - failed })
    }
  }],
  conclude ({ input: { rows, requests }, progress: { refused = {}, ended = 0 }, failure }) {
    const bad = rows.filter(({ error }) => error !== undefined).length
    const isWell = bad === 0 && Object.keys(refused).length === 0 && ended === requests.length
    const status = failure?.status ?? (isWell
      ? 'CompletedSuccess'
      : ended > 0 || rows.length > bad ? 'CompletedWithErrors' : 'Failed')
    return {
      status,
      details: [status === 'CompletedSuccess'
        ? requests.length === 0 ? 'RowsUnchanged' : 'RowsLoaded'
        : 'RowsNotAllLoaded'],
      output: { Rows: rows.length, Requests: requests.length, Refused: refused }
    }
  }
})
