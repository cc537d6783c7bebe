import { join } from 'node:path'
import { build } from 'esbuild'

/** Joins what was compiled of each of these programs, below the folder `root`, with its packages into a few files. */
export async function bundlePrograms (root: string, names: readonly string[]): Promise<void> {
  const file = (name: string): string => join(root, 'dist', `${name}.js`)
  await build({
    entryPoints: Object.fromEntries(names.map(name => [name, file(name)])),
    outdir: join(root, 'dist', 'bundle'),
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    // pg asks for its native form, which nobody installs.
    external: ['pg-native'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"
    },
    logLevel: 'warning'
  })
}
