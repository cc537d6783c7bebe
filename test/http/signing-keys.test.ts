import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose'
import t, { type Test } from 'tap'
import { trustSeconds } from '../../src/http/authenticate.ts'
import { freshSeconds, KeysUnavailable, servesOnSeconds, SigningKeys } from '../../src/http/signing-keys.ts'
import { until } from '../support/until.ts'

interface Place {
  readonly keys: SigningKeys
  readonly reads: () => number
  publish (...names: string[]): void
  /** Whether the place where keys are read answers. */
  answers (does: boolean): void
  pass (seconds: number): void
  /** What becomes of a token that this key signed. */
  tried (name: string): Promise<string>
}

/** A key server, and a clock that goes as the test says. */
async function place (t: Test): Promise<Place> {
  const pairs = new Map<string, { privateKey: CryptoKey, jwk: JWK }>()
  for (const name of ['one', 'two']) {
    const { publicKey, privateKey } = await generateKeyPair('RS256')
    pairs.set(name, { privateKey, jwk: { ...await exportJWK(publicKey), kid: name, alg: 'RS256' } })
  }
  let published = ['one']
  let isThere = true
  let reads = 0
  let now = 0
  const server = createServer((_request, response) => {
    reads += 1
    if (isThere) response.end(JSON.stringify({ keys: published.map(name => pairs.get(name)?.jwk) }))
    else response.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => { server.close(resolve); server.closeAllConnections() }))
  const keys = new SigningKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`, () => now)
  return {
    keys,
    reads: () => reads,
    publish: (...names) => { published = names },
    answers: does => { isThere = does },
    pass: seconds => { now += seconds },
    async tried (name) {
      const privateKey = pairs.get(name)?.privateKey
      if (privateKey === undefined) throw new Error(name)
      const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: name }).sign(privateKey)
      return jwtVerify(token, keys.keyOf).then(
        () => 'accepted', (error: unknown) => error instanceof KeysUnavailable ? 'unavailable' : 'refused'
      )
    }
  }
}

t.test('a key that is withdrawn ends within a minute, with what is trusted without another look', async t => {
  const { publish, pass, tried } = await place(t)
  t.equal(await tried('one'), 'accepted', 'while it is published')
  publish('two')
  pass(freshSeconds + 1)
  t.equal(await tried('one'), 'refused', 'after it was withdrawn')
  t.equal(await tried('two'), 'accepted', 'and the new one is known')
  t.ok(freshSeconds + trustSeconds < 60, 'both together')
})

t.test('a new key is known as soon as it signs', async t => {
  const { publish, pass, tried } = await place(t)
  t.equal(await tried('one'), 'accepted')
  publish('one', 'two')
  pass(6)
  t.equal(await tried('two'), 'accepted')
})

t.test('how the place is where keys are read can be told', async t => {
  const { keys, answers, pass, tried } = await place(t)
  t.match(keys.state(), { readAt: undefined, failingSince: undefined, isUsable: false }, 'nobody has asked yet')
  t.equal(await tried('one'), 'accepted')
  t.match(keys.state(), { readAt: Date, failingSince: undefined, isUsable: true })
  answers(false)
  pass(freshSeconds + 1)
  t.equal(await tried('one'), 'accepted', 'with the keys that were read last')
  await until('the reading failed', () => keys.state().failingSince !== undefined)
  t.match(keys.state(), { readAt: Date, failingSince: Date, isUsable: true, reason: String })
  pass(servesOnSeconds)
  t.match(keys.state(), { isUsable: false }, 'which serve for an hour')
})

t.test('keys that nobody knows do not make us ask all day', async t => {
  const { reads, tried } = await place(t)
  t.equal(await tried('one'), 'accepted')
  for (let times = 0; times < 20; times++) t.equal(await tried('two'), 'refused')
  t.equal(reads(), 1, 'keys were read once')
})

t.test('the last keys serve on for an hour while they cannot be read, and then no longer', async t => {
  const { answers, publish, pass, reads, tried } = await place(t)
  t.equal(await tried('one'), 'accepted')
  answers(false)
  for (let seconds = 0; seconds + 100 < servesOnSeconds; seconds += 100) {
    pass(100)
    t.equal(await tried('one'), 'accepted', `${seconds + 100} s`)
  }
  t.ok(reads() > 10, 'they were asked for all the while')
  pass(200)
  t.equal(await tried('one'), 'unavailable', 'after an hour')
  publish('two')
  answers(true)
  pass(6)
  t.equal(await tried('two'), 'accepted', 'until they can be read again')
  t.equal(await tried('one'), 'refused', 'and one that was withdrawn meanwhile has ended')
})

t.test('a key that is withdrawn while keys cannot be read ends as soon as they can', async t => {
  const { answers, publish, pass, tried } = await place(t)
  t.equal(await tried('one'), 'accepted')
  answers(false)
  publish('two')
  pass(freshSeconds + 1)
  t.equal(await tried('one'), 'accepted', 'nobody can know')
  answers(true)
  await until('it is refused', async () => {
    pass(6)
    return await tried('one') === 'refused'
  })
})

t.test('nobody can be let in before the keys were read at all', async t => {
  const { answers, pass, tried } = await place(t)
  answers(false)
  t.equal(await tried('one'), 'unavailable')
  answers(true)
  pass(6)
  t.equal(await tried('one'), 'accepted')
})
