import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const program = '/usr/bin/sipp'

/** Why no call of it can be made here; false when one can. */
export const notInstalled = existsSync(program) ? false : 'there is no sipp: apt-get install sip-tester'

/** A call that ends with a refusal, which is acknowledged; anything else makes sipp fail. */
const scenario = `<?xml version="1.0" encoding="us-ascii"?>
<scenario name="One call">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Length: 0

  ]]></send>
  <recv response="404" optional="true" next="refused"/>
  <recv response="486"/>
  <label id="refused"/>
  <send><![CDATA[
ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:caller@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

  ]]></send>
</scenario>
`

/** What is answered to a call that sipp makes, by UDP: the status, and the tag that the call was given. */
export async function call (folder: string, port: number, number: string): Promise<string> {
  const [script, messages] = [join(folder, 'call.xml'), join(folder, 'messages.txt')]
  await writeFile(script, scenario)
  await run(program, [
    `127.0.0.1:${port}`, '-sf', script, '-s', number, '-m', '1', '-i', '127.0.0.1', '-nostdin',
    '-timeout', '60s', '-timeout_error', '-trace_msg', '-message_file', messages, '-message_overwrite', 'true'
  ], { cwd: folder })
  const told = await readFile(messages, 'latin1')
  return [/^SIP\/2\.0 ([4-6]\d\d)/m.exec(told)?.[1], /^X-Tag: (.*)$/m.exec(told)?.[1]?.trim()].filter(Boolean).join(' ')
}
