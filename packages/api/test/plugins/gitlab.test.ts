import { gitlab } from '@throughline/plugin-gitlab'
import { fixtures } from '../../../plugins/gitlab/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

worksAtWork(gitlab, fixtures, {
  services: ['Web shop', 'Name service'],
  teams: ['Platform', 'Shop team'],
  counted: ({ issues, entries, deployments }) => ({
    tickets: Object.values(issues).flat().length,
    // Entries below zero take back what was booked before.
    minutes: Object.values(entries)
      .flat()
      .reduce((sum, { timeSpent }) => sum + timeSpent / 60, 0),
    changes: Object.values(deployments)
      .flat()
      .filter(({ environment }) => /production|staging/.test(JSON.stringify(environment))).length,
  }),
  news: 2,
})
