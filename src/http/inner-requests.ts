import { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'

/**
 * Whether the application made the request itself, as a part of another one that was let in, counted and remembered.
 * Those never were messages of a socket.
 */
export const isInner = ({ raw }: Pick<FastifyRequest, 'raw'>): boolean => !(raw instanceof IncomingMessage)
