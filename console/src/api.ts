import {
  addressOf, type AnswerOf, type Dialplane, type DialplaneProblem, type InputOf, type OperationId
} from '@dialplane/client'
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useState } from 'preact/hooks'
import type { Action } from './parts/action.ts'

/** A request that a view was made of, so that it can be shown as a command. */
export interface Request { readonly method: string, readonly url: string }

export interface Api {
  readonly client: Dialplane
  /** Who signed in. */
  readonly who: string
  note (request: Request): void
  /** Asks what an action would do, above the page: what it is about may go from the page meanwhile. */
  show (asked: Asked): void
}

export interface Asked { readonly action: Action, readonly onEnd: (() => void) | undefined }

export const ApiContext = createContext<Api | undefined>(undefined)

export function useApi (): Api {
  const api = useContext(ApiContext)
  if (api === undefined) throw new Error('There is no session.')
  return api
}

interface Loaded<Answer> {
  readonly data: Answer | undefined
  readonly problem: Error | DialplaneProblem | undefined
  readonly isLoading: boolean
  reload (): void
}

/** What an operation answers; asked again when the input is another one, or the state that it depends on. */
export function useCall<Id extends OperationId> (
  id: Id, input: InputOf<Id>, state = ''
): Loaded<AnswerOf<Id>> {
  const { client, note } = useApi()
  const [loaded, setLoaded] = useState<Omit<Loaded<AnswerOf<Id>>, 'reload'>>(
    { data: undefined, problem: undefined, isLoading: true }
  )
  const [turn, setTurn] = useState(0)
  const key = `${state} ${JSON.stringify(input)}`
  useEffect(() => {
    const stopping = new AbortController()
    const [method, url] = addressOf(id, location.origin, input)
    note({ method, url })
    setLoaded(before => ({ ...before, isLoading: true }))
    call(client, id, { ...input, signal: stopping.signal }).then(
      data => setLoaded({ data, problem: undefined, isLoading: false }),
      (problem: Error) => {
        if (!stopping.signal.aborted) setLoaded(before => ({ ...before, problem, isLoading: false }))
      }
    )
    return () => stopping.abort()
  }, [id, key, turn])
  const reload = useCallback(() => setTurn(turn => turn + 1), [])
  return { ...loaded, reload }
}

/** `call` with an input that is known to be there. */
async function call<Id extends OperationId> (
  client: Dialplane, id: Id, input: InputOf<Id>
): Promise<AnswerOf<Id>> {
  const response = await client.open(id, input)
  const text = await response.text()
  const answer: AnswerOf<Id> = JSON.parse(text)
  return answer
}
