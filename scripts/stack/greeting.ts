import { join } from 'node:path'
import { australianTenant, credentialsOf, tokenUrl } from './demo.ts'
import { projectFolder } from './settings.ts'

const upload = {
  callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
  usage: 'CallingUserAssignment',
  capabilities: ['InboundCalling', 'OutboundCalling'],
  phoneNumbers: ['+61395556880'],
  workflowVersion: '3',
  country: 'AU'
}

/** What to try first. Each command is complete, so that it can be pasted into any shell. */
export function greeting (baseUrl: string, microsoftMockUrl: string, dataFolder: string, seconds: number): string {
  const answer = join(dataFolder, 'upload.json')
  const token = join(projectFolder, 'scripts/token')
  const authorization = `-H "Authorization: Bearer $(DATA_DIR='${dataFolder}' '${token}')"`
  const { clientId, clientSecret, scope } = credentialsOf('admin')
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
  Console    ${baseUrl}/console
  Postman    import postman/v3.postman_collection.json and postman/v3.postman_environment.json
  Token      ./scripts/token [admin|operator|monitor|channel|customer], or by OAuth 2.0 client credentials:
             token URL      ${tokenUrl(microsoftMockUrl)}
             client id      ${clientId}
             client secret  ${clientSecret}
             scope          ${scope}
  Logs       ${join(dataFolder, 'logs')}

Upload a number to the Australian demo customer:

${send}

Follow its task to the end:

${follow}

Ctrl-C stops everything.`
}
