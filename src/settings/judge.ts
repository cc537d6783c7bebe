import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Static } from '@sinclair/typebox'
import { readAddressPolicy } from '../schemas/address-policy.ts'
import { openSecrets } from '../secrets.ts'
import { Environment } from './pages.ts'

type Settings = Readonly<Static<typeof Environment>>

/** What is wrong with settings that have the right form each. */
export function contradictions (settings: Settings): string[] {
  const values: Record<string, unknown> = settings
  return [
    ...Object.entries(Environment.properties).flatMap(([name, { holds }]) =>
      contentOf(name, String(values[name] ?? ''), holds)
    ),
    ...keys(settings), ...issuers(settings), ...deadlines(settings),
    ...saying('SBC_ADDRESSES or SBC_PLAIN_NETWORKS', () =>
      readAddressPolicy(settings.SBC_ADDRESSES, settings.SBC_PLAIN_NETWORKS)),
    ...saying('WEBHOOK_ADDRESSES', () => readAddressPolicy(settings.WEBHOOK_ADDRESSES))
  ]
}

function contentOf (name: string, value: string, holds: unknown): string[] {
  if (value === '') return []
  switch (holds) {
    case 'http-url':
      return value.split(/[\s,]+/).every(url => isUrl(url, /^https?:$/))
        ? []
        : [`${name}: must be a URL that begins with https:// or http://.`]
    case 'postgres-url':
      return isUrl(value, /^postgres(ql)?:$/) ? [] : [`${name}: must be a URL that begins with postgres://.`]
    case 'certificates':
      return saying(name, () => new X509Certificate(readFileSync(value)), `${value} holds no certificate in PEM`)
    default: return []
  }
}

function isUrl (text: string, protocol: RegExp): boolean {
  return URL.canParse(text) && protocol.test(new URL(text).protocol)
}

function keys (settings: Settings): string[] {
  const { ROLE, SECRETS_KEY, SECRETS_PUBLIC_KEY, DIGEST_KEY } = settings
  const found: string[] = []
  if (SECRETS_KEY === '' && ROLE !== 'api') found.push(`SECRETS_KEY: is needed where tasks run (ROLE=${ROLE}).`)
  else if (SECRETS_KEY === '' && SECRETS_PUBLIC_KEY === '') {
    found.push('SECRETS_PUBLIC_KEY: is needed where SECRETS_KEY is not given.')
  } else found.push(...saying('', () => openSecrets(settings)))
  if (ROLE !== 'worker' && DIGEST_KEY === '' && SECRETS_KEY === '') {
    found.push('DIGEST_KEY: is needed where SECRETS_KEY is not given.')
  }
  return found
}

/** Of an issuer without a word nobody knows where its keys are. */
function issuers ({ TOKEN_ISSUER, TOKEN_JWKS_URL }: Settings): string[] {
  const list = (text: string): string[] => text.split(/[\s,]+/).filter(entry => entry !== '')
  const others = list(TOKEN_ISSUER).filter(entry => !/^entra(-us-government|-china)?$/.test(entry)).length
  const places = list(TOKEN_JWKS_URL).length
  return others === 0 || places === 1 || places === others
    ? []
    : [`TOKEN_JWKS_URL: names ${places} places for ${others} issuers of TOKEN_ISSUER; one for all or each is needed.`]
}

function deadlines (settings: Settings): string[] {
  return ([
    ['REQUEST_LOCK_SECONDS', 'REQUEST_STATEMENT_SECONDS'], ['TASK_LOCK_SECONDS', 'TASK_STATEMENT_SECONDS']
  ] as const).filter(([shorter, longer]) => settings[shorter] > settings[longer]).map(([shorter, longer]) =>
    `${shorter}: ${settings[shorter]} s are more than ${longer} leaves (${settings[longer]} s).`
  )
}

/** What an attempt complains of. */
function saying (name: string, attempt: () => unknown, why?: string): string[] {
  try {
    attempt()
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const prefix = name === '' ? '' : `${name}: `
    return [`${prefix}${why === undefined ? message : `${why} (${message})`}`]
  }
}
