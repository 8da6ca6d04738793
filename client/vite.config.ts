import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { messageTrees } from './vite-messages.ts'
import { serviceWorker } from './vite-service-worker.ts'
import { templateSpace } from './vite-template-space.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const devServer = 'http://127.0.0.1:8080'

export default defineConfig({
  root,
  plugins: [messageTrees(), templateSpace(), serviceWorker(), fixturesPage()],
  resolve: { dedupe: ['yjs', 'lit', 'lib0'] },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What the start leaves for later is plainly imported by parts that come later: whoever is first loads it.
      checks: { ineffectiveDynamicImport: false },
      output: {
        // A file of its own for each step of the start, with all that the step needs: many small files pack badly, and each
        // is one more request. Libraries change less often than our code, so the large ones keep their own.
        codeSplitting: {
          groups: [
            { name: 'yjs', test: /node_modules[\\/](yjs|lib0|y-protocols|y-indexeddb|idb)[\\/]/, priority: 5 },
            { name: 'lit', test: /node_modules[\\/](lit|lit-html|lit-element|@lit)[\\/]/, priority: 5 },
            // Before the screen's: a worker has no elements, and ends at once where its script imports them.
            { name: 'search-worker', test: /client[\\/]search[\\/]search-worker\.ts$/, priority: 4.5 },
            { name: 'start', tags: ['$initial'], priority: 4 },
            { name: 'shell', test: /client[\\/]app[\\/]cairn-app\.ts$/, priority: 3 },
            { name: 'device', test: /client[\\/]app[\\/]open-device\.ts$/, priority: 2 },
            { name: 'words', test: /client[\\/]app[\\/]all-words\.ts$/, priority: 1 },
            { name: 'timeline', test: /client[\\/]components[\\/]chat[\\/]cairn-timeline\.ts$/, priority: 1 },
            { name: 'chat', test: /client[\\/]components[\\/]chat[\\/]cairn-chat\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    // Whatever the web app has no file for belongs to the sync server: its paths are many, and more are to come.
    proxy: { '/': { target: devServer, ws: true, bypass: (request) => ownPath(request.url ?? '/') } },
  },
})

/** The path when Vite has to answer it; undefined hands it to the sync server. */
function ownPath(url: string): string | undefined {
  const path = decodeURI(url.replace(/[?#].*$/s, ''))
  const isVites = path === '/' || path.startsWith('/@') || path.startsWith('/node_modules/')
  return isVites || hasFile(path) ? url : undefined
}

function hasFile(path: string): boolean {
  return /\.\w+$/.test(path) && (existsSync(`${root}${path}`) || existsSync(`${root}public${path}`))
}

/** In development `/fixtures` shows every component in every state. */
function fixturesPage(): Plugin {
  return {
    name: 'cairn-fixtures-page',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url?.replace(/\?.*$/s, '') === '/fixtures' && hasFile('/fixtures.html')) {
          request.url = request.url.replace('/fixtures', '/fixtures.html')
        }
        next()
      })
    },
  }
}
