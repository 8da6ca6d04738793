/** `npm run dev`: the server on 8080, restarted on change, and the web app by Vite in front of it. Ctrl-C ends both. */
import { join } from 'node:path'
import * as vite from 'vite'
import { projectRoot, startNode, toolPath } from './lib/run.mjs'

const webPort = 5173

const web = await vite.createServer({
  configFile: join(projectRoot, 'client/vite.config.ts'),
  server: { host: '127.0.0.1', port: webPort, strictPort: true },
})
await web.listen()
web.printUrls()

// The browser is at Vite's address, so that is the origin which the server has to believe.
const server = startNode([toolPath('tsx/dist/cli.mjs'), 'watch', 'sync-server/main.ts'], {
  env: { PUBLIC_URL: `http://127.0.0.1:${webPort}`, ...process.env, HOST: '127.0.0.1', PORT: '8080' },
})
server.once('exit', (code) => {
  process.exitCode = code ?? 0
  void web.close()
})
