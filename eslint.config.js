import tseslint from 'typescript-eslint'

/** Tests and benchmarks read replies and pages whose shape is only known by asserting it. */
const looseEnds = {
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/unbound-method': 'off',
}

const clockMessage = 'The schema is pure: take the time as an argument.'
const chanceMessage = 'The schema is pure: take the id or the random value as an argument.'
const htmlMessage = 'Text from other people must never be parsed as HTML: render a Lit template.'
const sleepMessage = 'Tests wait on a condition or drive a clock by hand; they never wait for time.'
const unfinishedMessage = 'Every test there is runs.'

const unfinishedTests = ['it', 'test', 'describe'].flatMap((object) =>
  ['only', 'skip', 'todo'].map((property) => ({ object, property, message: unfinishedMessage })),
)

export default tseslint.config(
  { ignores: ['**/node_modules/', 'dist/', 'data/', 'coverage/', 'tests/journeys/artifacts/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A port is asynchronous where one of its adapters is; the others answer at once.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
  },
  {
    files: ['schema/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance'].map((name) => ({
          name,
          message: clockMessage,
        })),
        { name: 'crypto', message: chanceMessage },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clockMessage },
        { object: 'Math', property: 'random', message: chanceMessage },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: clockMessage },
      ],
    },
  },
  {
    files: ['client/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property, message: htmlMessage })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TemplateElement[value.raw=/\\.(inner|outer)HTML\\s*=\\s*$/]', message: htmlMessage },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['lit/directives/unsafe-html.js', 'lit-html/directives/unsafe-html.js'].map((name) => ({
            name,
            message: htmlMessage,
          })),
        },
      ],
    },
  },
  { files: ['tests/**/*.ts', 'bench/**/*.ts'], rules: looseEnds },
  {
    files: ['tests/**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'setTimeout', message: sleepMessage }],
      'no-restricted-properties': ['error', { property: 'waitForTimeout', message: sleepMessage }, ...unfinishedTests],
    },
  },
)
