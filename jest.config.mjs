import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // Sources import each other by the name of the file that will run (`./money.js`).
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^fast-check$': '<rootDir>/tools/test/seeded-fast-check.mjs',
  },
  testEnvironmentOptions: { customExportConditions: ['@corridor/source', 'node', 'node-addons'] },
  transform: { '\\.ts$': ['@swc/jest'] },
  modulePathIgnorePatterns: ['/dist/'],
  // Many tests wait for a database or for other programs. Each has connections of its own, of which one server has so many.
  maxWorkers: Math.min(availableParallelism(), 4),
  // What a file has loaded is not let go of behind it: after some hundred of them a worker does little but collect garbage. It begins anew then.
  workerIdleMemoryLimit: '700MB',
  // Some tests start programs; on a busy machine that takes its time.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/tools/test/closing-line-reporter.mjs'],
};
