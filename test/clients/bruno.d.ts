/** It comes without types. */
declare module '@usebruno/converters' {
  export function postmanToBruno (collection: object): Promise<{ collection: Folder }>
  export function postmanToBrunoEnvironment (environment: object): {
    variables: Array<{ name: string, value: string }>
  }
  export interface Folder { readonly items: readonly Item[] }
  export interface Item {
    readonly name: string
    readonly items?: readonly Item[]
    readonly request: { readonly method: string, readonly url: string }
  }
}
