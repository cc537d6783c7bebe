import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const place = path => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  base: '/console/',
  resolve: { alias: { '@dialplane/client': place('../clients/typescript/src/index.ts') } },
  build: {
    outDir: place('../dist/console'), emptyOutDir: true, target: 'es2022', sourcemap: false,
    // A page that nobody has inlined anything into may forbid whatever is inlined.
    assetsInlineLimit: 0, modulePreload: { polyfill: false }
  },
  // For work on the console: a stack of `up` answers what is not a file.
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/console/settings.json': 'http://127.0.0.1:8080' } }
})
