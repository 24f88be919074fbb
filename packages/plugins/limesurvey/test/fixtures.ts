import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { PERSONS, pulse } from './content.ts'
import { MadeUpLimesurvey, PASSWORD, PATH, USER } from './system.ts'

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpLimesurvey> = {
  system: () => new MadeUpLimesurvey(),
  config: (url) => ({
    url: `${url}${PATH}`,
    user: USER,
    password: 'env:LIMESURVEY_PASSWORD',
    timeZone: 'Europe/Berlin',
    pageSize: 2,
    respondent: ['staffid'],
    surveys: [{ id: '101101', service: 'Service desk', texts: [] }],
  }),
  env: { LIMESURVEY_PASSWORD: PASSWORD },
  canaries: PERSONS,
  golden: fileURLToPath(new URL('../fixtures/surveys.golden.json', import.meta.url)),
  actions: [
    {
      action: 'sendSurvey',
      input: { survey: String(pulse.sid), recipients: ['grace@example.org'] },
      count: (system) => system.participants.get(pulse.sid)?.filter(({ sent }) => sent).length ?? 0,
    },
  ],
}
