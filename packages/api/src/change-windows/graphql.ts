import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { InvalidInput } from '../graph/errors.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { instantText } from '../graph/values.ts'
import { visibleTo } from '../graph/visibility.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import type { Interval } from './interval.ts'
import { occurrencesOf } from './recurrence.ts'
import { recurringOf, type WindowRow } from './stored-window.ts'

export const ChangeWindowKind = builder.enumType('ChangeWindowKind', {
  description: 'What a change window is for.',
  values: {
    MAINTENANCE: {
      description:
        'Changes are to be made in it. What goes wrong in it does not count in SLOs of its services.',
    },
    FREEZE: { description: 'No change is to be made in it.' },
  } as const,
})

export const ChangeWindow = new NodeType('ChangeWindow', 'change_window', {
  description: 'A maintenance or freeze window of services, assets or everything, once or recurring.',
  order: {
    NAME: { column: 'name', description: 'By name.' },
    START_TIME: { column: 'start_time', description: 'By the local time of the first start.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NAME' },
  externalReference: 'change_window_id',
})

const Occurrence = builder.objectRef<Interval>('ChangeWindowOccurrence').implement({
  description: 'One occurrence of a change window.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    start: t.field({
      type: 'DateTime',
      description: 'Its start; included.',
      resolve: ({ start }) => new Date(start),
    }),
    end: t.field({
      type: 'DateTime',
      description: 'Its end; excluded.',
      resolve: ({ end }) => new Date(end),
    }),
  }),
})

/** The most occurrences that one field answers with. */
const MOST = 100

/** A window and the period that is asked about, as a statement selects them. */
interface Asked {
  readonly window: WindowRow
  /** ISO 8601 */
  readonly from: string
  readonly to: string
}

function occurrencesIn({ window, from, to }: Asked): readonly Interval[] {
  const span = { start: Date.parse(from), end: Date.parse(to) }
  if (span.end <= span.start) throw InvalidInput.at(['to'], 'is not after from')
  const { occurrences, complete } = occurrencesOf(recurringOf(window), span, MOST)
  if (complete) return occurrences
  throw InvalidInput.at(
    ['to'],
    `is too late: there are more than ${MOST} occurrences; ask for a shorter period`,
  )
}

ChangeWindow.fields((t) => ({
  name: t.column('name', { description: 'The name, unique among change windows.' }),
  description: t.column('description', { description: 'Description.' }),
  kind: t.column('kind', { type: ChangeWindowKind, description: 'What it is for.' }),
  startTime: t.column('start_time', {
    description: 'Local time of the first start, YYYY-MM-DD HH:MM:SS, on the clock of the time zone.',
  }),
  timeZone: t.column('time_zone', { description: 'Time zone, e.g. Europe/Berlin.' }),
  recurrence: t.column('recurrence', {
    description: 'The value of an RRULE (RFC 5545), e.g. FREQ=WEEKLY;BYDAY=SU. Null if it happens once.',
  }),
  minutes: t.column('minutes', { description: 'Exact length of each occurrence in minutes.' }),
  except: t.expression({
    type: ['String'],
    cost: { size: 10, perItem: 0 },
    description: 'Local starts that are left out.',
    sql: ({ row }) => `to_jsonb(${row}."excepted")`,
  }),
  everything: t.column('everything', {
    description: 'Whether it holds for all services and assets; otherwise for those that it is linked to.',
  }),
  services: t.across(Service, {
    through: 'change_window_service',
    from: 'change_window_id',
    to: 'service_id',
    filter: 'service',
    description: 'Services that it holds for.',
  }),
  assets: t.across(Asset, {
    through: 'change_window_asset',
    from: 'change_window_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'Assets that it holds for.',
  }),
  occurrences: t.expression({
    type: [Occurrence],
    cost: { size: MOST, perItem: 0 },
    description: `Its occurrences that overlap a period, in ascending order, at most ${MOST}.`,
    args: builder.args((a) => ({
      from: a.field({ type: 'DateTime', required: true, description: 'Start of the period; included.' }),
      to: a.field({ type: 'DateTime', required: true, description: 'End of the period; excluded.' }),
    })),
    sql: ({ statement, row, argument }) => {
      const bound = (name: string) => statement.bindArgument('text', argument(name), instantText)
      return `json_build_object('window', json_build_object('start_time', ${row}."start_time", 'time_zone', ${row}."time_zone",
        'recurrence', ${row}."recurrence", 'minutes', ${row}."minutes", 'excepted', ${row}."excepted"),
        'from', ${bound('from')}, 'to', ${bound('to')})`
    },
    read: (value) => occurrencesIn(value as Asked),
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'change_window_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

const WINDOWS = { filter: 'changeWindow', description: 'Change windows that are linked to it.' } as const
Service.fields((t) => ({
  changeWindows: t.across(ChangeWindow, {
    through: 'change_window_service',
    from: 'service_id',
    to: 'change_window_id',
    ...WINDOWS,
  }),
}))
Asset.fields((t) => ({
  changeWindows: t.across(ChangeWindow, {
    through: 'change_window_asset',
    from: 'asset_id',
    to: 'change_window_id',
    ...WINDOWS,
  }),
}))

listField('changeWindows', ChangeWindow, 'All maintenance and freeze windows.')
oneField('changeWindow', ChangeWindow)
