import { setTimeout as sleep } from 'node:timers/promises'
import { australianTenant, israeliTenant, requestToken } from '../stack/demo.ts'
import type { Stack } from './stack.ts'

const profile = '5f3fbb3b-df9b-483d-b294-c7eb01e22aac'
const numbers = ['+61395556881', '+61395556882', '+61395556883']
const upload = {
  callingProfile: profile, usage: 'CallingUserAssignment', capabilities: ['InboundCalling', 'OutboundCalling'],
  phoneNumbers: numbers
}
const file = `telephoneNumber,msTenantId,callingProfileId,usage,country
+61395557001,${australianTenant},${profile},CallingUserAssignment,AU
+97239764601,${israeliTenant},${profile},CallingUserAssignment,IL
`

/** What operators and integrators ask for most: the paths of reads, in their order. */
const reads = [
  '/oc/numbers', `/oc/numbers?msTenantId=${australianTenant}`, '/oc/numbers?numberPrefix=%2B613955568',
  `/oc/numbers/${numbers[0]}`, `/oc/numbers/${numbers[0]}/history`, '/oc/numbers/removal-status/summary',
  '/task', '/task?status=CompletedSuccess', `/task?msTenantId=${australianTenant}`, '/oc/callingprofile',
  '/oc/lead', '/customer', '/events', '/audit', '/drift', '/drift/counts', '/sbc', '/inventory/numbers', '/upstreams'
]

/** A day in a minute: tasks of the kinds that run most, and the reads, each as often as it takes to be seen. */
export async function liveADay ({ baseUrl, microsoftUrl }: Stack): Promise<void> {
  const token = await requestToken(microsoftUrl, 'admin')
  async function ask (method: 'GET' | 'POST', path: string, body?: object | string): Promise<unknown> {
    const answer = await fetch(`${baseUrl}/api/v3${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`, ...(method === 'POST' && { 'idempotency-key': path }),
        ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' })
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text)
  }
  async function runToItsEnd (path: string, body?: object | string): Promise<void> {
    const accepted = await ask('POST', path, body)
    const id = taskIn(accepted)
    for (;; await sleep(100)) {
      const task = await ask('GET', `/task/${id}`)
      if (typeof task !== 'object' || task === null || !('status' in task)) throw new Error(`${path} made no task`)
      if (task.status === 'CompletedSuccess') break
      if (task.status !== 'InProgress') throw new Error(`${path} ended as ${JSON.stringify(task)}`)
    }
    await ask('GET', `/task/${id}/items`)
    await ask('POST', path, body) // the first answer again
  }
  await runToItsEnd(`/oc/numbers/action/upload?msTenantId=${australianTenant}`, upload)
  await runToItsEnd('/oc/numbers/import', file)
  await runToItsEnd(`/oc/numbers/action/synchronize?msTenantId=${australianTenant}`)
  for (const path of reads) await ask('GET', path)
  await runToItsEnd(`/oc/numbers/action/release?msTenantId=${australianTenant}`, numbers.slice(1))
  await runToItsEnd('/drift/readings')
  await (await fetch(`${baseUrl}/metrics`)).text()
}

function taskIn (answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'taskId' in answer) return String(answer.taskId)
  throw new Error(`There is no task in ${JSON.stringify(answer)}`)
}
