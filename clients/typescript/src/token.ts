import { problemOf } from './problem.ts'

/** Gives a bearer token. `renew`: the API refused the last one, so another one is needed. */
export type TokenSource = (renew?: boolean) => Promise<string>

export interface Credentials {
  /** `https://login.microsoftonline.com/<your tenant id>/oauth2/v2.0/token`. */
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** `api://<application id of the API>/.default`. */
  readonly scope: string
}

const earlierMilliseconds = 60_000

/** Tokens by client credentials: kept until a minute before their end, and asked for once however many wait for one. */
export function clientCredentials (credentials: Credentials): TokenSource {
  let current: { token: Promise<string>, until: number } | undefined
  const ask = async (asked: { until: number }): Promise<string> => {
    const answer = await requestToken(credentials)
    asked.until = Date.now() + answer.expires_in * 1000 - earlierMilliseconds
    return answer.access_token
  }
  return renew => {
    if (current === undefined || renew === true || current.until <= Date.now()) {
      const asked = { token: Promise.resolve(''), until: Number.POSITIVE_INFINITY }
      asked.token = ask(asked)
      asked.token.catch(() => { if (current === asked) current = undefined })
      current = asked
    }
    return current.token
  }
}

async function requestToken (
  { tokenUrl, clientId, clientSecret, scope }: Credentials
): Promise<{ access_token: string, expires_in: number }> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope
    })
  })
  if (!response.ok) throw await problemOf(response)
  const answer: unknown = await response.json()
  if (
    typeof answer !== 'object' || answer === null || !('access_token' in answer) || !('expires_in' in answer)
  ) throw new TypeError(`${tokenUrl} gave no token.`)
  return { access_token: String(answer.access_token), expires_in: Number(answer.expires_in) }
}
