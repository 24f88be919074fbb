import type { Plugin } from '@throughline/plugin-kit'
import { servicenow } from '@throughline/plugin-servicenow'
import { fixtures } from '../../../plugins/servicenow/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

/** Seconds, also where they are written as the time that they are after 1970 began. */
const secondsOf = ({ time_in_seconds = '', time_worked = '' }: Readonly<Record<string, string>>) =>
  time_in_seconds === '' ? Date.parse(`${time_worked}Z`) / 1000 : Number(time_in_seconds)

worksAtWork(servicenow as Plugin, fixtures, {
  services: ['Web shop'],
  teams: ['Network'],
  counted({ tables }) {
    const of = (...names: string[]) => names.flatMap((name) => tables[name] ?? [])
    const changes = of('change_request')
    const worked = of('task_time_worked').filter(({ task }) => !changes.some(({ sys_id }) => sys_id === task))
    return {
      tickets: of('incident', 'problem', 'sc_req_item').length,
      changes: changes.length,
      minutes: worked.reduce((sum, entry) => sum + Math.round(secondsOf(entry) / 60), 0),
    }
  },
  news: 1,
})
