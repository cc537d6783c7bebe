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
  return `
Dialplane is ready after ${seconds.toFixed(1)} s.

  Base URL   ${baseUrl}
  Reference  ${baseUrl}/docs
  Token      ./scripts/token [admin|operator|monitor|channel|customer]
  Logs       ${join(dataFolder, 'logs')}

Upload a number to the Australian demo customer:

curl -sS -X POST '${baseUrl}/api/v2/oc/numbers/action/upload?msTenantId=${australianTenant}' ${authorization} -H 'Content-Type: application/json' -d '${JSON.stringify(upload)}' | tee '${answer}'

Follow its task to the end:

while curl -sS ${authorization} "${baseUrl}/api/v2/task/$(sed 's/.*"taskId":"\\([^"]*\\)".*/\\1/' '${answer}')" | tee '${join(dataFolder, 'task.json')}' && echo && grep -q '"InProgress"' '${join(dataFolder, 'task.json')}'; do sleep 1; done

Ctrl-C stops everything.`
}
