import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { BehaviourChange } from '../behaviour.ts'
import type { Configuration } from '../configuration.ts'
import { readJson, say, type Call, type Reply } from '../http.ts'
import { bestMatch } from '../match.ts'
import { HttpRefusal } from '../refusal.ts'
import { State } from '../state.ts'
import { answerBarriers } from './barriers.ts'

type Answer = (call: Call) => Reply
const done: Reply = { status: 204 }

/** Routes for whoever runs the mock: no login, always reachable. */
const routes: Record<string, Record<string, Answer>> = {
  '/_mock/state': { GET: state, PUT: putState },
  '/_mock/faults': {
    GET: ({ device }) => ({ status: 200, body: device.faults.list() }), POST: addFaults, DELETE: clearFaults
  },
  '/_mock/behaviour': { GET: ({ device }) => ({ status: 200, body: device.behaviour }), POST: changeBehaviour },
  '/_mock/requests': { GET: ({ device }) => ({ status: 200, body: device.requests.list() }), DELETE: clearRequests },
  '/_mock/reset': { POST: reset },
  '/_mock/restart': { POST: restart },
  '/_mock/clock': { POST: advance },
  '/_mock/match': { GET: match }
}

export function answerMock (call: Call): Reply | Promise<Reply> {
  const { device, method, url, body } = call
  const barriers = answerBarriers(device.barriers, method, url, () => readJson(body))
  if (barriers !== undefined) return barriers
  const route = routes[call.url.pathname]
  if (route === undefined) {
    const known = [...Object.keys(routes), '/_mock/barriers']
    return { status: 404, body: { description: 'There is no such route', routes: known } }
  }
  return route[call.method]?.(call) ?? say(405, 'Method not allowed')
}

function state ({ device, url }: Call): Reply {
  const after = Number(url.searchParams.get('effectsAfter') ?? 0)
  return {
    status: 200,
    body: {
      dialPlans: plansOf(device.running),
      saved: plansOf(device.saved),
      plans: device.running.plansInOrder().map(({ index, name }) => ({ index, name })),
      saveNeeded: device.saveNeeded,
      restarts: device.restarts,
      isOff: device.isOff,
      writersMaximum: device.requests.writersMaximum,
      rows: Object.fromEntries([...device.running.tables].map(([table, rows]) =>
        [table, [...rows].map(([index, row]) => ({ index, ...Object.fromEntries(row) }))])),
      users: device.users.map(({ name, level }) => ({ name, level })),
      parameters: device.parameters,
      behaviour: device.behaviour,
      effects: device.effects.after(Number.isInteger(after) ? after : 0)
    }
  }
}

function plansOf (configuration: Configuration) {
  return Object.fromEntries(configuration.plansInOrder().map((plan) => [plan.name, plan.list()]))
}

function putState ({ device, body }: Call): Reply {
  const wanted = readJson(body)
  if (!Value.Check(State, wanted)) throw wrong(Value.Errors(State, wanted).First())
  device.load(wanted)
  return done
}

function addFaults ({ device, body }: Call): Reply {
  const wanted = readJson(body)
  for (const fault of Array.isArray(wanted) ? wanted : [wanted]) {
    const problem = device.faults.add(fault)
    if (problem !== null) return say(400, problem)
  }
  return { status: 201, body: device.faults.list() }
}

function clearFaults ({ device }: Call): Reply {
  device.faults.clear()
  return done
}

function changeBehaviour ({ device, body }: Call): Reply {
  const change = readJson(body)
  if (!Value.Check(BehaviourChange, change)) throw wrong(Value.Errors(BehaviourChange, change).First())
  device.change(change)
  return { status: 200, body: device.behaviour }
}

function wrong (first: { path: string, message: string } | undefined): HttpRefusal {
  return new HttpRefusal(400, `${first?.path ?? ''} ${first?.message ?? 'is wrong'}`.trim())
}

function clearRequests ({ device }: Call): Reply {
  device.requests.clear()
  return done
}

function reset ({ device }: Call): Reply {
  device.reset()
  return done
}

/** A power cut: no question is asked and nothing is saved. */
function restart ({ device }: Call): Reply {
  device.restart(0)
  return done
}

const Clock = Type.Object({ advanceSeconds: Type.Number({ minimum: 0 }) })

function advance ({ device, body }: Call): Reply {
  const wanted = readJson(body)
  if (!Value.Check(Clock, wanted)) return say(400, 'advanceSeconds is required')
  device.advance(wanted.advanceSeconds)
  device.catchUp()
  return done
}

function match ({ device, url }: Call): Reply {
  const name = url.searchParams.get('plan') ?? 'OCDialPlan'
  // A bare plus sign means a blank in a query, and no number holds blanks.
  const number = url.searchParams.get('number')?.replaceAll(' ', '+')
  if (number === undefined) return say(400, 'number is required')
  const plan = device.running.planNamed(name)
  if (plan === undefined) return say(404, `dial plan "${name}" does not exist`)
  return { status: 200, body: bestMatch(plan.list(), number, device.parameters) }
}
