import { createHash, X509Certificate, type KeyObject } from 'node:crypto'
import {
  compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters
} from 'jose'
import type { Mock } from '../mock.ts'
import type { Application } from '../state/schema.ts'
import { EntraRefusal } from './refusal.ts'

/** Clocks may differ by as much. */
const toleranceSeconds = 300

const refused = (number: number, message: string) => new EntraRefusal(401, 'invalid_client', number, message)

/** Lets a signed assertion pass: by a registered certificate of the application, or by an issuer that it trusts. */
export async function checkAssertion (mock: Mock, application: Application, tenantId: string, assertion: string) {
  const { header, claims } = read(assertion)
  if (claims.iss?.toLowerCase() === application.clientId.toLowerCase()) {
    await checkCertified(mock, application, tenantId, { assertion, header, claims })
  } else await checkFederated(application, assertion, claims)
}

interface Presented { assertion: string, header: ProtectedHeaderParameters, claims: JWTPayload }

function read (assertion: string) {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) }
  } catch {
    throw new EntraRefusal(400, 'invalid_request', 50027, 'JWT token is invalid or malformed.')
  }
}

async function checkCertified (
  mock: Mock, application: Application, tenantId: string, { assertion, header, claims }: Presented
) {
  if (claims.sub !== claims.iss) {
    throw refused(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
  }
  const certificate = registered(application, header)
  if (certificate === undefined) {
    throw refused(
      700027, 'The certificate used to sign the client assertion is not registered on application. ' +
        `[Reason - The key was not found., Thumbprint of key used by client: '${thumbprintOf(header)}']`
    )
  }
  await checkSignature(assertion, certificate.publicKey, header.alg)
  const base = `${mock.baseUrl}/${tenantId}`
  const audiences = [`${base}/v2.0`, `${base}/oauth2/v2.0/token`, `${base}/oauth2/token`]
  if (typeof claims.aud !== 'string' || !audiences.includes(claims.aud.toLowerCase())) {
    throw refused(700023, 'Client assertion audience claim does not match Realm issuer.')
  }
  checkTimes(claims)
  if (Date.parse(certificate.validTo) <= Date.now() || Date.parse(certificate.validFrom) > Date.now()) {
    throw refused(1000502, 'The provided certificate is not within its specified validity period.')
  }
  checkReplay(mock, assertion, claims)
}

// `x5t#S256` is the hash of the certificate by SHA-256. The older `x5t`, by SHA-1, is still taken.
function registered (application: Application, header: ProtectedHeaderParameters): X509Certificate | undefined {
  const modern = header['x5t#S256']
  return (application.certificates ?? []).map((pem) => new X509Certificate(pem)).find(({ raw }) => {
    const hashed = createHash(modern === undefined ? 'sha1' : 'sha256').update(raw).digest('base64url')
    return hashed === (modern ?? header.x5t)
  })
}

const thumbprintOf = (header: ProtectedHeaderParameters) =>
  Buffer.from(String(header['x5t#S256'] ?? header.x5t ?? ''), 'base64url').toString('hex').toUpperCase()

async function checkSignature (assertion: string, key: KeyObject, algorithm: string | undefined) {
  if (algorithm !== 'PS256' && algorithm !== 'RS256') {
    throw refused(5002738, `Invalid JWT token. '${algorithm}' is not a supported signature algorithm.`)
  }
  await compactVerify(assertion, key, { algorithms: [algorithm] }).catch(() => {
    throw refused(700027, 'Client assertion contains an invalid signature. [Reason - The signature is invalid.]')
  })
}

function checkTimes ({ exp, nbf }: JWTPayload) {
  const now = Date.now() / 1000
  const isTimely = exp !== undefined && exp > now - toleranceSeconds && (nbf ?? 0) < now + toleranceSeconds
  if (isTimely) return
  const when = (seconds: number | undefined) => seconds === undefined ? 'none' : new Date(seconds * 1000).toISOString()
  throw refused(
    700024, `Client assertion is not within its valid time range. Current time: ${new Date().toISOString()}, ` +
      `assertion valid from ${when(nbf)}, expiry time of assertion ${when(exp)}.`
  )
}

/** One `jti` is for one assertion. MSAL sends the same assertion again, which only a strict world refuses too. */
function checkReplay (mock: Mock, assertion: string, { iss, jti, exp }: JWTPayload) {
  const { usedAssertions, behaviour } = mock.world
  const now = Date.now() / 1000
  for (const [key, { until }] of usedAssertions) if (until < now) usedAssertions.delete(key)
  const key = `${iss} ${jti}`
  const used = usedAssertions.get(key)
  if (jti === undefined || (used !== undefined && (used.assertion !== assertion || behaviour.refuseReplays))) {
    throw refused(50013, 'Assertion failed signature validation. [Reason - The assertion was used before.]')
  }
  usedAssertions.set(key, { assertion, until: (exp ?? now) + toleranceSeconds })
}

/** A token of somebody whom the application trusts, by issuer, subject and audience; its keys stand in the state. */
async function checkFederated (application: Application, assertion: string, claims: JWTPayload) {
  const ofIssuer = (application.federatedCredentials ?? []).filter(({ issuer }) => issuer === claims.iss)
  if (ofIssuer.length === 0) {
    throw refused(
      700211, `No matching federated identity record found for presented assertion issuer '${claims.iss}'.`
    )
  }
  const ofSubject = ofIssuer.filter(({ subject }) => subject === claims.sub)
  if (ofSubject.length === 0) {
    throw refused(
      700213, `No matching federated identity record found for presented assertion subject '${claims.sub}'.`
    )
  }
  const trusted = ofSubject.find(({ audience }) => [claims.aud].flat().includes(audience))
  if (trusted === undefined) {
    throw refused(
      700212, `No matching federated identity record found for presented assertion audience '${claims.aud}'.`
    )
  }
  await compactVerify(assertion, createLocalJWKSet({ keys: trusted.keys })).catch(() => {
    throw refused(700027, 'Client assertion contains an invalid signature. [Reason - The key was not found.]')
  })
  checkTimes(claims)
}
