import { configDefaults, defineConfig } from 'vitest/config'
import config, { IN_FULL, SLOW, TOGETHER, UNDISTURBED } from './vitest.config.ts'

const test = {
  ...config.test,
  env: { THROUGHLINE_TEST_RUNS: 'full' },
  // They end processes, fill memory and wait: none is to meet what another left.
  isolate: true,
  // Many start a command for each case, which takes seconds on a busy machine.
  testTimeout: 300_000,
}

export default defineConfig({
  ...config,
  test: {
    projects: [
      {
        ...config,
        test: {
          ...test,
          name: 'together',
          isolate: false,
          include: [...TOGETHER, ...IN_FULL],
          exclude: configDefaults.exclude,
          sequence: { ...config.test?.sequence, groupOrder: 0 },
        },
      },
      {
        ...config,
        test: {
          ...test,
          name: 'slow',
          include: SLOW,
          exclude: [...configDefaults.exclude, ...TOGETHER, ...UNDISTURBED],
          // They wait for processes that they start: two of them leave the cores idle for a part of the time.
          maxWorkers: 3,
          sequence: { ...config.test?.sequence, groupOrder: 1 },
        },
      },
      {
        ...config,
        test: {
          ...test,
          name: 'undisturbed',
          include: UNDISTURBED,
          exclude: configDefaults.exclude,
          maxWorkers: 1,
          sequence: { ...config.test?.sequence, groupOrder: 2 },
        },
      },
    ],
  },
})
