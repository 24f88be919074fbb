import { createRequire } from 'node:module'
import { configDefaults, defineConfig } from 'vitest/config'

const fromApi = createRequire(new URL('packages/api/package.json', import.meta.url))

/** What takes long or needs a browser: run by `pnpm test:slow`, not at every change. */
export const SLOW = [
  'db/test/embedded*.test.ts',
  'packages/api/test/cli/*.test.ts',
  'packages/api/test/releases/releases.test.ts',
  'packages/api/test/sync/{disagreement,fence,large,merge.property,order.property}.test.ts',
  'packages/plugins/kit/test/tarball.test.ts',
  'packages/api/test/work/*.test.ts',
  'test/graphiql/**/*.test.ts',
]

export default defineConfig({
  // Node takes the CommonJS half of graphql for every package; Vite would take the other half for our own
  // files, and the two do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fromApi.resolve('graphql') }] },
  test: {
    include: ['db/**/*.test.ts', 'packages/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...SLOW],
    globalSetup: ['db/src/testing-global.ts'],
    // Left to itself it keeps a core free, which on two cores is half of them.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
