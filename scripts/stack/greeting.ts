import { join } from 'node:path'
import { australianTenant } from './demo.ts'

const upload = {
  callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
  usage: 'CallingUserAssignment',
  capabilities: ['InboundCalling', 'OutboundCalling'],
  phoneNumbers: ['+61395556880'],
  workflowVersion: '3',
  country: 'AU'
}

/** What to try first. Each command is complete, so that it can be pasted into any shell. */
export function greeting (baseUrl: string, token: string, dataFolder: string, seconds: number): string {
  const answer = join(dataFolder, 'upload.json')
  const authorization = `-H 'Authorization: Bearer ${token}'`
  const task = join(dataFolder, 'task.json')
  const uploadUrl = `${baseUrl}/api/v2/oc/numbers/action/upload?msTenantId=${australianTenant}`
  const json = "-H 'Content-Type: application/json'"
  const body = JSON.stringify(upload)
  const send = `curl -sS -X POST '${uploadUrl}' ${authorization} ${json} -d '${body}' | tee '${answer}'`
  const taskId = `$(sed 's/.*"taskId":"\\([^"]*\\)".*/\\1/' '${answer}')`
  const read = `curl -sS ${authorization} "${baseUrl}/api/v2/task/${taskId}" | tee '${task}'`
  const follow = `while ${read} && echo && grep -q '"InProgress"' '${task}'; do sleep 1; done`
  return `
Dialplane is ready after ${seconds.toFixed(1)} s.

  Base URL   ${baseUrl}
  Reference  ${baseUrl}/docs
  Token      ./scripts/token [admin|operator|monitor|channel|customer]
  Logs       ${join(dataFolder, 'logs')}

Upload a number to the Australian demo customer:

${send}

Follow its task to the end:

${follow}

Ctrl-C stops everything.`
}
