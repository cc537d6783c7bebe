import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SignJWT } from 'jose'
import { UpstreamFault } from '../../problems.ts'
import type { Credential } from '../../schemas/microsoft-credential.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** An assertion is used once and at once. */
const assertionSeconds = 300
/** How far our clock may be ahead: Entra refuses what begins in its future. */
const skewSeconds = 300

/** A credential that is presented in the form of a token request. */
export type PresentedCredential = Exclude<Credential, { type: 'managed-identity' }>

/** The fields of a token request that prove who asks (docs/wire/microsoft.md#tokens). `tokenUrl` is whom it is for. */
export async function proofOf (
  credential: PresentedCredential, clientId: string, tokenUrl: string
): Promise<Record<string, string>> {
  switch (credential.type) {
    case 'secret': return { client_secret: credential.secret }
    case 'certificate':
      return assertion(await sign(credential.certificate, credential.privateKey, clientId, tokenUrl))
    case 'federated': return assertion(await readToken(credential.tokenFile))
  }
}

const assertion = (text: string): Record<string, string> =>
  ({ client_assertion_type: assertionType, client_assertion: text })

function sign (certificate: string, privateKey: string, clientId: string, tokenUrl: string): Promise<string> {
  const thumbprint = createHash('sha256').update(new X509Certificate(certificate).raw).digest('base64url')
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })
    .setAudience(tokenUrl).setIssuer(clientId).setSubject(clientId)
    .setIssuedAt(now).setNotBefore(now - skewSeconds).setExpirationTime(now + assertionSeconds)
    .sign(createPrivateKey(privateKey))
}

// Whoever keeps the file replaces it before the token in it ends, so that it is read for each request.
async function readToken (tokenFile: string): Promise<string> {
  try {
    return (await readFile(tokenFile, 'utf8')).trim()
  } catch (cause) {
    throw new UpstreamFault('Entra', 'unauthorized', `The token file ${tokenFile} cannot be read.`, { cause })
  }
}
