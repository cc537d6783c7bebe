import { Refusal } from '../refusal.ts'
import type { Editor } from '../editor.ts'
import { invalid, type Context } from './context.ts'
import { renderConfiguration } from './render.ts'
import { isSection, SectionContext } from './section.ts'
import { splitWords } from './words.ts'

export interface ScriptResult {
  failed: boolean
  lines: string[]
}

export interface ScriptOptions {
  version: string
  continueAfterError: boolean
  /** The device gives up after this many lines, as a lost session would. */
  failAfterLines?: number | undefined
}

// Commands that ask back, run long or move files: the REST interface refuses them in a script.
const refused = new Set([
  'copy', 'reload', 'write', 'erase', 'ping', 'traceroute', 'nslookup', 'telnet', 'ssh', 'debug', 'admin',
  'import-csv-from', 'export-csv-to'
])

const silent: readonly string[] = []

/** Runs a script line by line. There is no transaction: what ran before an error stays. */
export function runScript (text: string, editor: Editor, options: ScriptOptions): ScriptResult {
  const session = new Session(editor, options.version)
  const result: ScriptResult = { failed: false, lines: [] }
  const script = text.split(/\r\n|\n|\r/)
  const stopAt = Math.min(script.length, options.failAfterLines ?? Infinity)
  for (let line = 0; line < script.length; line++) {
    try {
      if (line >= stopAt) throw new Refusal('script was interrupted')
      for (const printed of session.run(script[line] ?? '')) result.lines.push(printed)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      result.failed = true
      result.lines.push(`Error at line ${line + 1}: ${error.message}`)
      if (!options.continueAfterError || line >= stopAt) break
    }
  }
  return result
}

class Session {
  readonly #editor: Editor
  readonly #version: string
  readonly #stack: Context[] = []
  #closed = false

  constructor (editor: Editor, version: string) {
    this.#editor = editor
    this.#version = version
  }

  run (line: string): readonly string[] {
    if (/^\s*(#|!|$)/.test(line)) return silent
    if (this.#closed) throw new Refusal('the session was closed by exit')
    const words = splitWords(line)
    const context = this.#stack.at(-1)
    if (refused.has(words[0] ?? '')) throw new Refusal(`Command not supported in a script: ${words.join(' ')}`)
    if (words[0] === 'exit') return this.#exit(words)
    if (words[0] === 'do') return this.#show(words.slice(1))
    if (context === undefined) return this.#top(words)

    const outcome = context.run(words)
    if (outcome === null) return silent
    if (Array.isArray(outcome)) return outcome
    this.#stack.push(outcome)
    return silent
  }

  #exit (words: readonly string[]): string[] {
    if (words.length !== 1) throw invalid(words)
    const context = this.#stack.at(-1)
    if (context === undefined) {
      this.#closed = true
      return []
    }
    const lines = context.leave()
    this.#stack.pop()
    return lines
  }

  #top (words: readonly string[]): string[] {
    if (words[0] === 'show') return this.#show(words)
    const [command, section] = words
    if (command !== 'configure' || words.length !== 2 || !isSection(section)) throw invalid(words)
    this.#stack.push(new SectionContext(this.#editor, section))
    return []
  }

  #show (words: readonly string[]): string[] {
    const [, what, section] = words
    if (words[0] !== 'show') throw invalid(words)
    if (what === 'running-config') {
      if (section === undefined) return ['', ...renderConfiguration(this.#editor.configuration)]
      if (words.length === 3 && isSection(section)) {
        return ['', ...renderConfiguration(this.#editor.configuration, section)]
      }
    }
    if (words.slice(1).join(' ') === 'system version') {
      return ['', 'Version info:', '-------------', ';Board: Mediant SW', `;Software Version: ${this.#version}`, '']
    }
    throw invalid(words)
  }
}
