import type { Mock } from '../mock.ts'
import type { Application } from '../state/schema.ts'
import { checkAssertion } from './assertion.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'

/** How the application proved itself, as tokens tell it: 1 by a secret, 2 by a key. */
export type Proof = '1' | '2'

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** The application that asks, when its secret or assertion is good; refuses otherwise. */
export async function authenticate (
  mock: Mock, tenantId: string, clientId: string, form: URLSearchParams
): Promise<{ application: Application, proof: Proof }> {
  const application = mock.world.applications.find((candidate) =>
    candidate.tenantId.toLowerCase() === tenantId && candidate.clientId.toLowerCase() === clientId.toLowerCase())
  if (!application) {
    throw new EntraRefusal(
      400, 'unauthorized_client', 700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenantId}'.`
    )
  }
  const assertion = form.get('client_assertion')
  if (assertion) {
    if (form.get('client_assertion_type') !== jwtBearer) throw missingParameter('client_assertion_type')
    await checkAssertion(mock, application, tenantId, assertion)
    return { application, proof: '2' }
  }
  const secret = form.get('client_secret')
  if (!secret) {
    throw new EntraRefusal(
      401, 'invalid_client', 7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
    )
  }
  checkSecret(application, clientId, secret)
  return { application, proof: '1' }
}

function checkSecret (application: Application, clientId: string, secret: string) {
  const match = application.secrets.find((candidate) => candidate.value === secret)
  if (!match) {
    throw new EntraRefusal(401, 'invalid_client', 7000215, `Invalid client secret provided for app '${clientId}'.`)
  }
  if (match.expiresOn !== undefined && Date.parse(match.expiresOn) <= Date.now()) {
    throw new EntraRefusal(
      401, 'invalid_client', 7000222, `The provided client secret keys for app '${clientId}' are expired.`
    )
  }
}
