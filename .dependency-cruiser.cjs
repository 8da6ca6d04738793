/** The import borders. Imports point inward: client → schema ← sync-server; tests and benchmarks may import anything. */

const server = (...folders) => `^sync-server/(${folders.join('|')})/`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other cannot be read, tested or moved apart. Types count: move the shared one.',
      severity: 'error',
      from: { path: '^(schema|sync-server|client)/' },
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'An import of a file that is not there breaks at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'sources-never-import-tests',
      comment: 'What ships must not depend on what only a checkout has.',
      severity: 'error',
      from: { path: '^(schema|sync-server|client)/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'schema-stands-alone',
      comment:
        'The same rules run in browser, worker and server and must judge alike, so the schema knows no platform: ' +
        'itself and yjs, lib0, y-protocols, zod, ulid, marked.',
      severity: 'error',
      from: { path: '^schema/' },
      to: { pathNot: '^(schema/|node_modules/(yjs|lib0|y-protocols|zod|ulid|marked)/)' },
    },
    {
      name: 'client-never-imports-server',
      comment: 'The web app speaks to the server by protocol only; server code would also end up in the bundle.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^sync-server/' },
    },
    {
      name: 'server-never-imports-client',
      comment: 'The server must accept any client; what both need to know is schema.',
      severity: 'error',
      from: { path: '^sync-server/' },
      to: { path: '^client/' },
    },
    {
      name: 'components-take-stores',
      comment:
        'An element renders views and dispatches events. Reaching the socket or IndexedDB from it would let the screen ' +
        'wait for them: it takes client/stores.',
      severity: 'error',
      from: { path: '^client/components/' },
      to: { path: '^client/(sync|persistence)/' },
    },
    {
      name: 'components-know-no-documents',
      comment:
        'What is read of a document, and what is written to one, is the business of a store: an element that does it makes a second place ' +
        'for a rule, which no test of a store reaches.',
      severity: 'error',
      from: { path: '^client/components/' },
      to: { path: '^schema/(documents|edits/)' },
    },
    {
      name: 'client-core-below-screen',
      comment: 'Synchronising and storing go on without a screen, in tests and in other tabs.',
      severity: 'error',
      from: { path: '^client/(sync|persistence|stores)/' },
      to: { path: '^client/(app|components|controllers)/' },
    },
    {
      name: 'dialects-only-translate',
      comment:
        'A dialect parses, calls a command or query and shapes the answer. Reading storage, rooms or documents would pass ' +
        'by access control and make the five dialects differ.',
      severity: 'error',
      from: { path: server('dialects') },
      to: { path: [server('sync', 'storage'), '^schema/(documents|edits|rules/judge)'] },
    },
    {
      name: 'dialects-stay-apart',
      comment: 'Each dialect follows its own reference; what two share is a command, a query or http middleware.',
      severity: 'error',
      from: { path: '^sync-server/dialects/([^/]+)/' },
      to: { path: '^sync-server/dialects/', pathNot: '^sync-server/dialects/$1/' },
    },
    {
      name: 'commands-know-no-dialect',
      comment: 'A command or query has one behaviour for every door, so it knows neither HTTP nor a dialect.',
      severity: 'error',
      from: { path: server('commands', 'queries') },
      to: { path: server('dialects', 'http') },
    },
    {
      name: 'http-and-accounts-know-no-dialect',
      comment: 'What all dialects share cannot know one of them.',
      severity: 'error',
      from: { path: server('http', 'accounts') },
      to: { path: server('dialects') },
    },
    {
      name: 'access-and-sync-are-inner',
      comment:
        'Who may do what, and what a room accepts, is decided below the doors: it never imports dialects, commands, ' +
        'queries, http or accounts.',
      severity: 'error',
      from: { path: server('access', 'sync') },
      to: { path: server('dialects', 'commands', 'queries', 'http', 'accounts') },
    },
    {
      name: 'storage-is-innermost',
      comment: 'A store keeps bytes and rows and can be exchanged: it knows schema, and nothing else of the server.',
      severity: 'error',
      from: { path: server('storage') },
      to: { path: '^sync-server/[^/]+/', pathNot: server('storage') },
    },
    {
      name: 'only-the-top-assembles',
      comment: 'main.ts and app.ts hand dependencies in; a part that imports them could fetch its own.',
      severity: 'error',
      from: { path: '^sync-server/[^/]+/' },
      to: { path: '^sync-server/(main|app)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
}
