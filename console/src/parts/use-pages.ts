import { addressOf, type EntryOf, type InputOf, type ListId } from '@dialplane/client'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useApi } from '../api.ts'

export interface Pages<Row> {
  readonly total: number
  readonly problem: Error | undefined
  readonly isLoading: boolean
  rowAt (index: number): Row | undefined
  onSight (first: number, last: number): void
  reload (): void
}

const pageSize = 100

interface Held<Row> { readonly rows: Map<number, readonly Row[]>, readonly asked: Set<number> }

/** The entries of a list, by pages that are read when they come into sight. */
export function usePages<Id extends ListId> (id: Id, input: InputOf<Id>, depends = ''): Pages<EntryOf<Id>> {
  const { client, note } = useApi()
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<{ total: number, problem: Error | undefined, isLoading: boolean }>(
    { total: 0, problem: undefined, isLoading: true }
  )
  const about = JSON.stringify(input)
  const key = `${turn} ${depends} ${about}`
  const held = useRef<Held<EntryOf<Id>> & { key: string, about: string }>(
    { key: '', about: '', rows: new Map(), asked: new Set() }
  )
  if (held.current.key !== key) {
    // The same asked anew: what is there stays until the answer comes.
    const rows = held.current.about === about ? new Map(held.current.rows) : new Map<number, Array<EntryOf<Id>>>()
    held.current = { key, about, rows, asked: new Set() }
  }

  const read = useCallback((page: number): void => {
    const mine = held.current
    if (mine.asked.has(page)) return
    mine.asked.add(page)
    const given = { ...input, query: Object.assign({}, input.query, { PageNumber: page + 1, PageSize: pageSize }) }
    if (page === 0) {
      const [method, url] = addressOf(id, location.origin, given)
      note({ method, url })
    }
    client.open(id, given).then(async response => {
      const { data, totalRecords }: { data: Array<EntryOf<Id>>, totalRecords: number } = await response.json()
      mine.rows.set(page, data)
      if (held.current === mine) setState({ total: totalRecords, problem: undefined, isLoading: false })
    }).catch((problem: Error) => {
      mine.asked.delete(page)
      if (held.current === mine) setState(before => ({ ...before, problem, isLoading: false }))
    })
  }, [id, key])

  useEffect(() => { read(0) }, [read])
  const onSight = useCallback((first: number, last: number): void => {
    for (let page = Math.floor(first / pageSize); page * pageSize < last; page++) read(page)
  }, [read])
  return {
    ...state,
    rowAt: index => held.current.rows.get(Math.floor(index / pageSize))?.[index % pageSize],
    onSight,
    reload: useCallback(() => setTurn(turn => turn + 1), [])
  }
}
