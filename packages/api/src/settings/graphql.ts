import type { ObjectFieldBuilder } from '@pothos/core'
import { auditContextOf } from '../access/entity-writes.ts'
import { builder, type Types } from '../graph/builder.ts'
import { InvalidInput } from '../graph/errors.ts'
import { mutation } from '../graph/mutation.ts'
import { visibleTo } from '../graph/visibility.ts'
import {
  changedRetention,
  RETENTION_FIELDS,
  RETENTION_RULES,
  RETENTION_SUBJECTS,
  type Retention,
  type RetentionSubject,
} from './retention.ts'
import {
  type ChangedSettings,
  type CriticalityThresholds,
  type Settings,
  settingKeys,
  settingProblems,
} from './settings.ts'
import { readSettings, settingsOf, writeSetting } from './store.ts'

const LEVELS = {
  critical: 'Least value at risk of CRITICAL, from 0 to 1.',
  high: 'Least value at risk of HIGH, from 0 to 1.',
  medium: 'Least value at risk of MEDIUM, from 0 to 1; below it a level is LOW.',
} as const

const ThresholdsRef = builder.objectRef<CriticalityThresholds>('CriticalityThresholds').implement({
  description: 'Least value at risk of each criticality level.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    critical: t.exposeFloat('critical', { description: LEVELS.critical }),
    high: t.exposeFloat('high', { description: LEVELS.high }),
    medium: t.exposeFloat('medium', { description: LEVELS.medium }),
  }),
})

const ThresholdsInput = builder.inputType('CriticalityThresholdsInput', {
  description:
    'Least value at risk of each criticality level. They fall from critical over high to medium; 0 means any value at risk above 0.',
  fields: (t) => ({
    critical: t.float({ required: true, description: LEVELS.critical }),
    high: t.float({ required: true, description: LEVELS.high }),
    medium: t.float({ required: true, description: LEVELS.medium }),
  }),
})

function periodMeaning(subject: RetentionSubject): string {
  const { unit, standard, description } = RETENTION_RULES[subject]
  const units = unit === 'day' ? 'Days' : 'Months'
  return `${units} for which Throughline keeps ${description}: 1 to 36500. Default ${standard}.`
}

const RetentionRef = builder.objectRef<Retention>('RetentionPeriods').implement({
  description: 'How long data of operation is kept.',
  extensions: visibleTo('READERS'),
  fields: (t) =>
    Object.fromEntries(
      RETENTION_SUBJECTS.map((subject) => [
        RETENTION_FIELDS[subject],
        t.exposeInt(subject, { description: periodMeaning(subject) }),
      ]),
    ),
})

const RetentionInput = builder.inputType('RetentionPeriodsInput', {
  description: 'Periods to change. Null restores the default of a period.',
  fields: (t) => ({
    runDays: t.int({ description: periodMeaning('runs') }),
    recordDays: t.int({ description: periodMeaning('records') }),
    deliveryDays: t.int({ description: periodMeaning('deliveries') }),
    actionDays: t.int({ description: periodMeaning('actions') }),
    findingDays: t.int({ description: periodMeaning('findings') }),
    sampleDays: t.int({ description: periodMeaning('samples') }),
    auditMonths: t.int({ description: periodMeaning('audit') }),
  }),
})

/** What each setting means, in the schema. */
const MEANING: { readonly [K in keyof Settings]: string } = {
  timeZone:
    'IANA time zone whose calendar day is today where a query names no day, e.g. Europe/Berlin. Default UTC.',
  criticalityThresholds: 'From which value at risk on a level counts. Default 0.40, 0.20 and 0.05.',
  retention: 'How long data of operation is kept. A worker removes what is older.',
  workingHoursPerWeek:
    'Hours of a full-time week, above 0 to 168: what an allocation of one FTE comes to. Default 40.',
  keyResultFreshDays:
    'Days after which the value of a key result is too old, and a gap: 1 to 3650. Default 35.',
}

const SettingsRef = builder.objectRef<Settings>('OrganisationSettings').implement({
  description: 'Settings of the organisation.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    timeZone: t.exposeString('timeZone', { description: MEANING.timeZone }),
    criticalityThresholds: t.field({
      type: ThresholdsRef,
      description: MEANING.criticalityThresholds,
      resolve: ({ criticalityThresholds }) => criticalityThresholds,
    }),
    retention: t.field({
      type: RetentionRef,
      description: MEANING.retention,
      resolve: ({ retention }) => retention,
    }),
    workingHoursPerWeek: t.exposeFloat('workingHoursPerWeek', { description: MEANING.workingHoursPerWeek }),
    keyResultFreshDays: t.exposeInt('keyResultFreshDays', { description: MEANING.keyResultFreshDays }),
  }),
})

builder.queryField('settings', (t) =>
  t.field({
    type: SettingsRef,
    description: 'Settings of the organisation.',
    extensions: visibleTo('READERS'),
    resolve: (_root, _args, context) => settingsOf(context),
  }),
)

mutation('updateSettings', {
  visibleTo: 'ADMINISTRATORS',
  description: 'Updates the given settings of the organisation. Null restores the default of a setting.',
  input: builder.inputType('UpdateSettingsInput', {
    description: 'Settings to update.',
    fields: (t) => ({
      timeZone: t.string({ description: MEANING.timeZone }),
      criticalityThresholds: t.field({ type: ThresholdsInput, description: MEANING.criticalityThresholds }),
      retention: t.field({
        type: RetentionInput,
        description: `${MEANING.retention} Periods that are left out stay.`,
      }),
      workingHoursPerWeek: t.float({ description: MEANING.workingHoursPerWeek }),
      keyResultFreshDays: t.int({ description: MEANING.keyResultFreshDays }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { settings: Settings }>) => ({
    settings: t.field({
      type: SettingsRef,
      description: 'Settings after the mutation.',
      resolve: ({ settings }) => settings,
    }),
  }),
  run: async (input, work) => {
    const { retention: periods, ...others } = input
    const before = await readSettings(work.transaction)
    const retention =
      periods &&
      changedRetention(
        before.retention,
        RETENTION_SUBJECTS.flatMap((subject) => {
          const keep = periods[RETENTION_FIELDS[subject]]
          return keep === undefined ? [] : [[subject, keep] as const]
        }),
      )
    const given = { ...others, ...(retention === undefined ? {} : { retention }) }
    const problems = settingProblems(
      Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as ChangedSettings,
    )
    if (problems.length > 0) throw InvalidInput.of(problems)
    for (const key of settingKeys()) {
      const value = given[key]
      if (value === undefined) continue
      await writeSetting(
        work.transaction,
        auditContextOf(work),
        key,
        value === null ? undefined : typeof value === 'object' ? { ...value } : value,
      )
    }
    return { settings: await readSettings(work.transaction) }
  },
})
