export interface ServerSent { readonly id: string, readonly event: string, readonly data: string }

/** The messages of a response of server-sent events, until it ends. Comments are passed over. */
export async function * serverSent (response: Response): AsyncGenerator<ServerSent, void, undefined> {
  if (response.body === null) return
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let rest = ''
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const parts = (rest + decoder.decode(read.value, { stream: true })).split(/\r?\n\r?\n/)
      rest = parts.pop() ?? ''
      yield * parts.map(messageOf).filter(({ data }) => data !== '')
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function messageOf (part: string): ServerSent {
  const lines = part.split(/\r?\n/).map(line => /^(\w+): ?(.*)$/.exec(line))
  const of = (name: string): string =>
    lines.filter(line => line?.[1] === name).map(line => line?.[2] ?? '').join('\n')
  return { id: of('id'), event: of('event'), data: of('data') }
}
