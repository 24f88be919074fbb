import type { NewRow } from '../../src/database.ts'
import { ASSETS } from '../assets/all.ts'
import { CHANGES } from '../changes/all.ts'
import { METRICS } from '../metrics/catalogue.ts'
import { OBJECTIVES } from '../objectives.ts'
import { PROCESSES } from '../processes.ts'
import { SERVICES } from '../services.ts'
import { SLO_SPECS } from '../slos.ts'
import { SOURCES } from '../sources.ts'
import { SURVEYS } from '../surveys/surveys.ts'
import { TEAMS } from '../teams.ts'
import { ALERTS } from '../work/alerts.ts'
import { TICKETS } from '../work/tickets.ts'
import { believed } from './assets.ts'
import { type Context, writtenOnce } from './context.ts'

type Subject =
  | 'team'
  | 'objective'
  | 'process'
  | 'service'
  | 'asset'
  | 'change'
  | 'metric'
  | 'ticket'
  | 'alert'
  | 'survey'
  | 'slo'

/** Every entity can be found by what another system calls it: `catalogue/online-shop`, `jira/CHG-2001`. */
export function referenceRows(context: Context): NewRow<'external_reference'>[] {
  const { ids, calendar } = context
  const written = writtenOnce(calendar.at(-1, '18:00'))
  const reference = (
    subject: Subject,
    key: string,
    source: string,
    externalId: string,
    url: string | null = null,
  ): NewRow<'external_reference'> => ({
    id: ids.make('external_reference', `${subject}/${source}/${externalId}`),
    source,
    external_id: externalId,
    url,
    [`${subject}_id` as const]: ids.of(subject, key),
    ...written,
  })
  return [
    ...Object.keys(TEAMS).map((key) => reference('team', key, 'directory', key)),
    ...Object.keys(OBJECTIVES).map((key, index) =>
      reference(
        'objective',
        key,
        'strategy-map',
        numbered('OBJ', index + 1),
        `https://wiki.tannenlund.example/strategy/${key}`,
      ),
    ),
    ...PROCESSES.map(({ key }) =>
      reference('process', key, 'process-house', key, `https://wiki.tannenlund.example/processes/${key}`),
    ),
    ...Object.keys(SERVICES).map((key) =>
      reference('service', key, 'catalogue', key, `https://wiki.tannenlund.example/services/${key}`),
    ),
    ...CHANGES.map(({ key }, index) => {
      const ticket = `CHG-${2001 + index}`
      return reference('change', key, 'jira', ticket, `https://tickets.tannenlund.example/browse/${ticket}`)
    }),
    ...Object.keys(METRICS).map((key) =>
      reference('metric', key, 'prometheus', `tannenlund_${key.replaceAll('-', '_')}`),
    ),
    ...SLO_SPECS.map(([key]) => reference('slo', key, 'catalogue', key)),
    ...TICKETS.map(({ key }, index) => {
      const ticket = `SD-${4001 + index}`
      return reference('ticket', key, 'jira', ticket, `https://tickets.tannenlund.example/browse/${ticket}`)
    }),
    ...ALERTS.map(({ key, fingerprint }) => reference('alert', key, 'alertmanager', `${fingerprint}@${key}`)),
    ...Object.keys(SURVEYS).map((key) =>
      reference('survey', key, 'formbricks', key, `https://ask.tannenlund.example/s/${key}`),
    ),
    ...ASSETS.filter(({ retiredDaysAgo }) => retiredDaysAgo === undefined).map((asset) =>
      reference('asset', asset.key, SOURCES[believed(asset)].name, asset.externalId ?? asset.key),
    ),
  ]
}

function numbered(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(2, '0')}`
}
