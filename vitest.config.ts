import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

/** Left to itself vitest keeps a core free, which on two cores is every second one. */
const MOST_WORKERS = 4

/**
 * Five kinds of test, one project each. Groups run one after the other,
 * so that neither a memory-hungry property run nor a browser competes with anything else for the machine.
 */
export default defineConfig({
  test: {
    passWithNoTests: false,
    maxWorkers: Math.min(MOST_WORKERS, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          // A busy machine is no failure: property tests take seconds there.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          include: ['tests/{schema,sync-server,support}/**/*.test.ts'],
          // None of them changes what others see: what the files import they share, which saves them half of their time.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'client',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          include: ['tests/client/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          testTimeout: 30_000,
          // Each test has a server of its own.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'convergence',
          include: ['tests/convergence/**/*.test.ts'],
          testTimeout: 600_000,
          // A process each: a run holds many whole documents.
          pool: 'forks',
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A page on a busy machine answers in seconds; what has a limit of its own says so.
          expect: { poll: { timeout: 20_000 } },
          pool: 'forks',
          globalSetup: ['tests/support/browser-setup.ts'],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
