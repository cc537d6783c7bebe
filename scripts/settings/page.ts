import type { TSchema } from '@sinclair/typebox'
import { pages } from '../../src/settings/pages.ts'

const introduction = `# Settings

Made from \`src/settings/\` by \`npm run settings\`; a test compares them.

A process is configured by its environment alone. \`npm run check-config\` (in the image:
\`node dist/bundle/scripts/check-config.js\`) says everything that is wrong with it at once, as every process does
before it starts: what is missing, has the wrong form, contradicts another setting, or has a name that is not
known, with the nearest one that is. Either ends with code 78 then. A setting marked **secret** may stand in a file:
\`<NAME>_FILE\` names it.
`

/** The reference of all settings, in Markdown. */
export function settingsPage (): string {
  const sections = pages.map(({ title, about, settings }) => [
    `## ${title}`, about,
    ['| setting | may be | default | is |', '|---|---|---|---|', ...Object.entries(settings).map(row)].join('\n')
  ].join('\n\n'))
  return `${[introduction, ...sections].join('\n').replaceAll('\n## ', '\n\n## ').replaceAll(/\n{3,}/g, '\n\n')}\n`
}

function row ([name, schema]: [string, TSchema]): string {
  const marks = schema['secret'] === true ? ' **secret**' : ''
  const { default: usual, description } = schema
  const shown = usual === undefined ? '–' : usual === '' ? 'empty' : `\`${usual}\``
  return `| \`${name}\`${marks} | ${values(schema)} | ${shown} | ${String(description).replaceAll('|', '\\|')} |`
}

function values ({ anyOf, type, minimum, maximum, holds, minLength }: TSchema): string {
  if (Array.isArray(anyOf)) return anyOf.map((each: { const: string }) => `\`${each.const}\``).join(', ')
  if (type === 'boolean') return '`true`, `false`'
  if (type === 'string') {
    const what = holds === 'certificates' ? 'a file' : holds === undefined ? 'a text' : 'a URL'
    return minLength === undefined ? what : `${what}, needed`
  }
  return `${type === 'integer' ? 'whole, ' : ''}${minimum} to ${maximum}`
}
