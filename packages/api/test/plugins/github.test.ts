import { github } from '@throughline/plugin-github'
import { fixtures } from '../../../plugins/github/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

worksAtWork(github, fixtures, {
  services: ['Web shop', 'Orders', 'Payments'],
  teams: ['Platform', 'Shop team'],
  counted: ({ issues, deployments }) => ({
    // GitHub lists pull requests among the issues.
    tickets: Object.values(issues)
      .flat()
      .filter((issue) => !('pull_request' in issue)).length,
    changes: Object.values(deployments)
      .flat()
      .filter(
        ({ created_at, transient_environment }) => created_at > '2026' && transient_environment !== true,
      ).length,
  }),
  news: 1,
})
