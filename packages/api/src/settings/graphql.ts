import type { ObjectFieldBuilder } from '@pothos/core'
import { builder, type Types } from '../graph/builder.ts'
import { InvalidInput } from '../graph/errors.ts'
import { mutation } from '../graph/mutation.ts'
import { visibleTo } from '../graph/visibility.ts'
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
  description: 'Least value at risk of each criticality level. They fall from critical over high to medium.',
  fields: (t) => ({
    critical: t.float({ required: true, description: LEVELS.critical }),
    high: t.float({ required: true, description: LEVELS.high }),
    medium: t.float({ required: true, description: LEVELS.medium }),
  }),
})

/** What each setting means, in the schema. */
const MEANING: { readonly [K in keyof Settings]: string } = {
  timeZone:
    'IANA time zone whose calendar day is today where a query names no day, e.g. Europe/Berlin. Default UTC.',
  criticalityThresholds: 'From which value at risk on a level counts. Default 0.25, 0.1 and 0.02.',
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
    const given = new Map(Object.entries(input))
    const problems = settingProblems(
      Object.fromEntries([...given].filter(([, value]) => value != null)) as ChangedSettings,
    )
    if (problems.length > 0) throw InvalidInput.of(problems)
    for (const key of settingKeys()) {
      const value = input[key]
      if (value === undefined) continue
      await writeSetting(
        work,
        key,
        value === null ? undefined : typeof value === 'string' ? value : { ...value },
      )
    }
    return { settings: await readSettings(work.transaction) }
  },
})
