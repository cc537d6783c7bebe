import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { challengeOf } from '../operator/gate.ts'

const compress = promisify(gzip)

const speaks = (request: FastifyRequest) => /^\/(operator|graph)\//.test(request.url)

const demanded = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}'

// Twice in 68 requests: whoever begins anew after each must come through at some time, however much it has to ask.
const away = (offset: number) => ({
  every: 68, offset, status: 503, headers: { 'content-type': 'text/html' }, body: '<html>Our services…</html>'
})

// Every so many requests of a hostile Microsoft are answered so, without any effect.
const turns = [
  { every: 23, offset: 5, status: 401, headers: { 'www-authenticate': challengeOf(demanded) }, body: {} },
  away(9),
  away(26),
  { every: 11, offset: 3, status: 429, headers: { 'retry-after': '0.4' }, body: {} }
]

/** What is legal and unkind: answers that nobody asked to be compressed, and refusals now and then. */
export function beUnkind (app: FastifyInstance, mock: Mock) {
  let count = 0
  app.addHook('onRequest', async (request, reply) => {
    if (!mock.world.behaviour.hostile || !speaks(request)) return undefined
    count++
    const turn = turns.find(({ every, offset }) => count % every === offset)
    if (turn) return await reply.code(turn.status).headers(turn.headers).send(turn.body)
    // A date has whole seconds only.
    if (count % 29 === 13) {
      const date = new Date(Date.now() + 1000).toUTCString()
      return await reply.code(429).header('retry-after', date).send({ code: 'TooManyRequests', message: 'Later.' })
    }
    return undefined
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const { gzip: isAsked, hostile } = mock.world.behaviour
    if (!(isAsked || hostile) || !speaks(request) || typeof payload !== 'string' || payload === '') return payload
    reply.header('content-encoding', 'gzip').removeHeader('content-length')
    return await compress(payload)
  })
}
