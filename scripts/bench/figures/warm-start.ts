import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { request } from 'undici'
import { projectRoot } from '../../../src/database/project-root.ts'
import { freePort } from '../../postgres/launch.ts'
import { less, type Figure } from '../figure.ts'

export const warmStart: Figure = {
  name: 'warm-start',
  lines: [less('./scripts/up with everything installed, to the first 2xx of the API', 3, 1.6, 's')],
  async open (bench) {
    const once = async (): Promise<number> => {
      const [port, microsoft, sbc] = [await freePort(), await freePort(), await freePort()]
      const begun = performance.now()
      const up = spawn(join(projectRoot(), 'scripts/up'), {
        env: {
          PATH: process.env['PATH'] ?? '', DATA_DIR: join(bench.folder, 'up'), PORT: String(port),
          MICROSOFT_MOCK_PORT: String(microsoft), SBC_MOCK_PORT: String(sbc)
        },
        stdio: ['ignore', 'pipe', 'inherit']
      })
      const gone = new Promise<void>(resolve => up.once('exit', () => resolve()))
      let output = ''
      up.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
      while (!await answers(port)) {
        if (up.exitCode !== null) throw new Error(`up ended: ${output}`)
        await new Promise(resolve => setTimeout(resolve, 10))
      }
      const seconds = (performance.now() - begun) / 1000
      while (!output.includes('is ready') && up.exitCode === null) await new Promise(resolve => setTimeout(resolve, 20))
      up.kill('SIGINT')
      await gone
      return seconds
    }
    await once()
    return {
      async round () { return { values: [await once()], readings: {} } },
      async close () {}
    }
  }
}

async function answers (port: number): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`http://127.0.0.1:${port}/readyz`)
    await body.dump()
    return statusCode < 300
  } catch {
    return false
  }
}
