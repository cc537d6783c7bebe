import { runScript } from '../cli/script.ts'
import type { Call, Reply } from '../http.ts'
import { otherWriter } from '../other-writer.ts'
import { uploaded } from '../upload.ts'

/** `PUT files/cliScript/incremental`: 200 says that the script ran, `status` says how it went. */
export function loadScript (call: Call): Reply {
  const { device } = call
  const { behaviour } = device
  const script = uploaded(call, 'Incremental CLI Script')
  if (behaviour.concurrentWriter && script.includes('dial-plan-rule')) otherWriter(device)

  const result = runScript(script, device.editor(call.request), {
    version: device.parameters.firmware,
    continueAfterError: behaviour.continueAfterError,
    failAfterLines: call.failAfterLines
  })
  const output = result.lines.join('\r\n')
  return {
    status: result.failed ? behaviour.scriptFailureStatus : 200,
    body: {
      ...(behaviour.missingStatusKey ? {} : { status: result.failed ? 'failure' : 'success' }),
      description: result.failed
        ? 'Incremental CLI Script file was loaded with errors.'
        : 'Incremental CLI Script file was loaded.',
      output: behaviour.dottedOutput ? output.replaceAll('\r\n', '. ') : output
    }
  }
}
