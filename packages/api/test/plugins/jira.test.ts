import { jira } from '@throughline/plugin-jira'
import type { Plugin } from '@throughline/plugin-kit'
import { fixtures } from '../../../plugins/jira/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

const EPIC = '10005'
const CHANGE = '10003'

worksAtWork(jira as Plugin, fixtures, {
  services: ['Basket', 'Checkout', 'Payments'],
  teams: ['Web shop'],
  counted({ issues, worklogs }) {
    const read = issues.filter(({ key }) => !key.startsWith('HR-'))
    const typed = (type: string) =>
      read.filter(({ fields }) => JSON.stringify(fields.issuetype).includes(`"${type}"`))
    return {
      tickets: read.length - typed(EPIC).length - typed(CHANGE).length,
      changes: typed(CHANGE).length,
      minutes: worklogs
        .filter(({ issueId }) => ['20001', '30001'].includes(issueId))
        .reduce((sum, { fields }) => sum + Math.round(Number(fields.timeSpentSeconds) / 60), 0),
    }
  },
  news: 2,
})
