import { Type, type Static } from '@sinclair/typebox'
import { credentialTypes } from '../../schemas/microsoft-credential.ts'
import { OrNull, Said } from '../../schemas/value.ts'

// What an application at Microsoft proves itself with, as a request gives it and as it is shown.

const text = (maxLength: number, description: string, examples: string[] = []) =>
  Type.String({ maxLength, description, ...(examples.length > 0 && { examples }) })

/** At most one of them is given; which one says what the application proves itself with. */
export const givenCredential = {
  clientSecret: text(1000, 'A client secret. Kept sealed, and never shown again.'),
  clientSecretExpiresAt: text(40, 'When the secret ends, ISO 8601; we warn from 30 days before.', [
    '2027-01-31T00:00:00Z'
  ]),
  certificate: text(100_000, 'PEM of a certificate that the app registration knows.'),
  privateKey: text(100_000, 'PEM of its RSA key. Kept sealed, and never shown again.'),
  federated: Type.Boolean({
    description: 'true: the token in the file that AZURE_FEDERATED_TOKEN_FILE names proves the application.'
  }),
  managedIdentity: Type.Boolean({ description: 'true: the identity of the machine in Azure proves the application.' })
}

const GivenCredential = Type.Partial(Type.Object(givenCredential))
export type GivenCredential = Static<typeof GivenCredential>

export const shownCredential = Type.Object({
  type: Said(credentialTypes, { examples: ['secret'] }),
  expiresAt: OrNull(Type.String({ format: 'date-time' })),
  thumbprint: OrNull(Type.String({ description: 'SHA-256 of the certificate, hexadecimal.' }))
})
