import { Type, type TBoolean, type TInteger, type TNumber, type TProperties, type TString } from '@sinclair/typebox'

/** What the reference says of a setting, and what is judged beyond its schema. */
interface About {
  readonly description: string
  /** May be given in a file instead: `<NAME>_FILE` names it. It is shown nowhere. */
  readonly secret?: boolean
  /** What is in the text. */
  readonly holds?: 'http-url' | 'postgres-url' | 'certificates'
  /** How to write it right, for who wrote it wrong. */
  readonly form?: string
  readonly pattern?: string
  readonly minLength?: number
}

/** A page of the reference. */
export interface Page<Settings extends TProperties = TProperties> {
  readonly title: string
  readonly about: string
  readonly settings: Settings
}

export function page<Settings extends TProperties> (title: string, about: string, settings: Settings): Page<Settings> {
  return { title, about, settings }
}

/** A text that must be given. */
export const needed = (description: string, more: Omit<About, 'description'> = {}): TString =>
  Type.String({ description, minLength: 1, ...more })

export const text = (usual: string, description: string, more: Omit<About, 'description'> = {}): TString =>
  Type.String({ description, default: usual, ...more })

export const whole = (usual: number, minimum: number, maximum: number, description: string): TInteger =>
  Type.Integer({ description, default: usual, minimum, maximum })

export const number = (usual: number, minimum: number, maximum: number, description: string): TNumber =>
  Type.Number({ description, default: usual, minimum, maximum })

export const yesOrNo = (usual: boolean, description: string): TBoolean => Type.Boolean({ description, default: usual })
