import { join } from 'node:path'
import { australianTenant, credentialsOf, israeliTenant, tokenUrl } from './demo.ts'
import { dataFolder as usualFolder, projectFolder } from './settings.ts'

/** The two documented examples, word for word. */
const examples = [
  {
    tenant: australianTenant, what: 'a number to the Australian demo customer',
    body: {
      callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: 'CallingUserAssignment',
      capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: ['+61395556880'], workflowVersion: '3',
      country: 'AU'
    }
  },
  {
    tenant: israeliTenant, what: 'numbers and a range to the Israeli one',
    body: {
      callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: 'CallingUserAssignment',
      additionalUsages: ['FirstPartyAppAssignment'], capabilities: ['InboundCalling', 'OutboundCalling'],
      phoneNumbers: ['+97239764533', '+97239764535'],
      phoneNumberRanges: [{ start: '+97239764660', end: '+97239764670' }], workflowVersion: 3
    }
  }
] as const

/** What to try first. Each command is complete, so that it can be pasted into any shell. */
export function greeting (baseUrl: string, microsoftMockUrl: string, dataFolder: string, seconds: number): string {
  const answer = join(dataFolder, 'upload.json')
  const token = join(projectFolder, 'scripts/token')
  const ofFolder = dataFolder === usualFolder({}) ? '' : `DATA_DIR='${dataFolder}' `
  const authorization = `-H "Authorization: Bearer $(${ofFolder}'${token}')"`
  const { clientId, clientSecret, scope } = credentialsOf('admin')
  const task = join(dataFolder, 'task.json')
  const json = "-H 'Content-Type: application/json'"
  const uploads = examples.map(({ tenant, what, body }) => {
    const url = `${baseUrl}/api/v2/oc/numbers/action/upload?msTenantId=${tenant}`
    return `Upload ${what}:

curl -sS '${url}' ${authorization} ${json} -d '${JSON.stringify(body)}' | tee '${answer}'
`
  })
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

${uploads.join('\n')}
Follow the task of the last one to the end:

${follow}

Ctrl-C stops everything.`
}
