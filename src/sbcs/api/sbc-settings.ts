import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import { isIP } from 'node:net'
import type { Config } from '../../config.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { readAddressPolicy } from '../../schemas/address-policy.ts'
import type { SbcCredentials, SbcRegistration, SbcSettings } from '../schemas/sbc-device.ts'
import type { Seal, SecretPlace } from '../../schemas/secret-place.ts'

type Settings = Omit<Static<typeof SbcSettings>, 'ticketId' | 'username' | 'password'>
type Credentials = Partial<
  Pick<Static<typeof SbcRegistration>, 'username' | 'password' | 'clientCertificate' | 'clientKey'>
>

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i
const fingerprint = /^[0-9A-F]{64}$/

/** The settings as they are stored; throws what is wrong with each. */
export function readSettings (
  body: Static<typeof SbcSettings> | Static<typeof SbcRegistration>, config: Config
): Settings {
  const { name, ipAddress, driver, limits } = body
  const errors: FieldErrors = {}
  const read = <Value extends string>(
    field: string, value: Value | undefined, mistake: string, isRight: (text: string) => boolean
  ): string | undefined => {
    const text = value?.trim()
    if (text !== undefined && !isRight(text)) errors[field] = [mistake]
    return text
  }
  const fqdn = read(
    'Fqdn', body.fqdn, 'The FQDN is a host name such as syd1.sbc.example.',
    text => text.includes('.') && text.split('.').every(part => label.test(part))
  )?.toLowerCase()
  const baseUrl = read(
    'BaseUrl', body.baseUrl, 'The base URL is http(s)://host[:port], without user, query and fragment.', isBaseUrl
  )?.replace(/\/+$/, '')
  const address = baseUrl === undefined || errors['BaseUrl'] !== undefined ? undefined : addressFault(baseUrl, config)
  if (address !== undefined) errors['BaseUrl'] = [address]
  const certificateAuthority = read(
    'CertificateAuthority', body.certificateAuthority, 'The certificate authority is not a PEM certificate.',
    text => text === '' || certificateOf(text) !== undefined
  )
  const bare = body.certificateFingerprint?.replace(/[\s:-]/g, '').toUpperCase()
  if (bare !== undefined && bare !== '' && !fingerprint.test(bare)) {
    errors['CertificateFingerprint'] = ['The fingerprint is a SHA-256: 64 hexadecimal digits, with or without colons.']
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return {
    ...(name !== undefined && { name: name.trim() }), ...(fqdn !== undefined && { fqdn }),
    ...(ipAddress !== undefined && { ipAddress: ipAddress.trim() }), ...(driver !== undefined && { driver }),
    ...(baseUrl !== undefined && { baseUrl }), ...(certificateAuthority !== undefined && { certificateAuthority }),
    ...(bare !== undefined && { certificateFingerprint: bare.match(/../g)?.join(':') ?? '' }),
    ...(limits !== undefined && { limits }),
    ...('abandoned' in body && body.abandoned !== undefined && { abandoned: body.abandoned })
  }
}

/**
 * Whoever may change a device must not have its password sent to a host of their own: another host comes with
 * credentials of its own.
 */
export function checkMove (
  { baseUrl, username, password }: Static<typeof SbcSettings>, known: { baseUrl: string, username: string }
): void {
  const moves = baseUrl !== undefined && URL.canParse(baseUrl) &&
    new URL(baseUrl).origin !== new URL(known.baseUrl).origin
  if (moves && password === undefined) {
    throw invalid({
      Password: ['Another host comes with the password for it: what is stored is sent to no other host.']
    })
  }
  if (!moves && (password !== undefined || (username !== undefined && username !== known.username))) {
    throw invalid({ Password: ['The credentials of a device that stays where it is are rotated: PUT …/credentials.'] })
  }
}

/** A client certificate comes with its key, or goes with it. */
export function checkCredentials ({ clientCertificate, clientKey }: Credentials): void {
  const certificate = clientCertificate?.trim() ?? ''
  const key = clientKey?.trim() ?? ''
  const errors: FieldErrors = {}
  const read = certificate === '' ? undefined : certificateOf(certificate)
  if (certificate !== '' && read === undefined) {
    errors['ClientCertificate'] = ['The client certificate is not a PEM certificate.']
  }
  if (certificate !== '' && key === '') errors['ClientKey'] = ['A client certificate comes with its key.']
  if (certificate === '' && key !== '') errors['ClientCertificate'] = ['A client key comes with its certificate.']
  if (read !== undefined && key !== '' && !belongs(key, read)) {
    errors['ClientKey'] = ['The key is not a PEM private key of this certificate, or it is encrypted.']
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

/** Credentials as a task may hold them. */
export function sealCredentials (
  body: Static<typeof SbcCredentials>, seal: Seal, place: SecretPlace
): { sealedPassword: string, clientCertificate?: string, sealedClientKey?: string } {
  const { password, clientCertificate, clientKey } = body
  const sealed = (secret: string): string => seal(secret, place).toString('base64')
  return {
    sealedPassword: sealed(password),
    ...(clientCertificate !== undefined && { clientCertificate: clientCertificate.trim() }),
    ...(clientKey !== undefined && clientKey.trim() !== '' && { sealedClientKey: sealed(clientKey) })
  }
}

function isBaseUrl (text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash, hostname } = new URL(text)
  return /^https?:$/.test(protocol) && [username, password, search, hash].every(part => part === '') && hostname !== ''
}

/** What a name leads to is known, and judged again, when the device is called. */
function addressFault (
  baseUrl: string, { SBC_ADDRESSES: allowed, SBC_PLAIN_NETWORKS: plain }: Config
): string | undefined {
  const { protocol, hostname } = new URL(baseUrl)
  const policy = readAddressPolicy(allowed, plain)
  const isPlain = protocol === 'http:'
  if (isPlain && !policy.allowsPlain) {
    return 'The base URL begins with https: without TLS, whoever can listen reads the password of the SBC.'
  }
  const literal = hostname.replace(/^\[|\]$/g, '')
  return isIP(literal) !== 0 && !policy.allows(literal, isPlain)
    ? `${literal} is no address at which an SBC may be${isPlain ? ' without TLS' : ''}.`
    : undefined
}

function certificateOf (pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

function belongs (key: string, certificate: X509Certificate): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}
