import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** An outbound proxy; `tunnels` are the hosts that it was asked for, in their order. */
export async function startProxy (t: Test): Promise<{ url: string, tunnels: string[] }> {
  const tunnels: string[] = []
  const proxy = createServer().on('connect', ({ url = '' }, socket, head) => {
    tunnels.push(url)
    const [host = '', port] = url.split(':')
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy())
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  t.teardown(() => { proxy.close() })
  const { port } = proxy.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, tunnels }
}
