import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS, settingProblems } from '../../src/settings/settings.ts'
import { readSettings } from '../../src/settings/store.ts'
import { type Answer, startApi, type TestApi } from '../harness.ts'
import { done, make } from './mutate.ts'

let api: TestApi
/** The clock of the server, set by a test. */
let now = new Date('2026-03-31T23:30:00Z')
beforeAll(async () => {
  api = await startApi({ clock: () => now })
})
afterAll(() => api.stop())

const QUERY = '{ settings { timeZone criticalityThresholds { critical high medium } } }'
const UPDATE = `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) {
  ... on UpdateSettingsPayload { settings { timeZone criticalityThresholds { critical high medium } } }
  ... on InvalidInputError { fields { path message } }
} }`
const update = (input: object): Promise<Answer> => api.ask(UPDATE, { input })
const defaults = {
  timeZone: SETTINGS.timeZone.fallback,
  criticalityThresholds: SETTINGS.criticalityThresholds.fallback,
}

describe('settings', () => {
  it('have defaults, are changed one by one, and go back to their defaults by null', async () => {
    expect(await api.get(QUERY)).toEqual({ settings: defaults })
    const thresholds = { critical: 0.5, high: 0.4, medium: 0.3 }
    const changed = await update({ criticalityThresholds: thresholds })
    expect(changed.data).toEqual({
      updateSettings: { settings: { ...defaults, criticalityThresholds: thresholds } },
    })
    await update({ timeZone: 'Europe/Berlin' })
    expect(await api.get(QUERY)).toEqual({
      settings: { timeZone: 'Europe/Berlin', criticalityThresholds: thresholds },
    })
    await update({ timeZone: null, criticalityThresholds: null })
    expect(await api.get(QUERY)).toEqual({ settings: defaults })
  })

  it('leave an audit event for each change, and none where nothing changes', async () => {
    const events = async () =>
      (
        await api.db.kysely
          .selectFrom('audit_event')
          .select(['action', 'actor', 'before', 'after'])
          .where('entity_type', '=', 'OrganisationSetting')
          .orderBy('id')
          .execute()
      ).slice(-1)
    await update({ timeZone: 'Asia/Tokyo' })
    expect(await events()).toMatchObject([
      { action: 'organisation_setting.update', actor: 'token:ADMIN', after: { value: 'Asia/Tokyo' } },
    ])
    const [last] = await events()
    await update({ timeZone: 'Asia/Tokyo' })
    expect(await events()).toEqual([last])
    await update({ timeZone: null })
    expect(await events()).toMatchObject([{ before: { value: 'Asia/Tokyo' }, after: null }])
    await update({ timeZone: null })
    expect(await events()).toMatchObject([{ before: { value: 'Asia/Tokyo' }, after: null }])
  })

  it('have a period of retention for each subject, and change the given ones', async () => {
    const periods =
      'retention { runDays recordDays deliveryDays actionDays findingDays sampleDays auditMonths }'
    const change = (retention: object | null) =>
      api.ask(
        `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) {
          ... on UpdateSettingsPayload { settings { ${periods} } }
          ... on InvalidInputError { fields { path message } }
        } }`,
        { input: { retention } },
      )
    const standard = {
      runDays: 90,
      recordDays: 90,
      deliveryDays: 30,
      actionDays: 90,
      findingDays: 30,
      sampleDays: 400,
      auditMonths: 36,
    }
    expect(await api.get(`{ settings { ${periods} } }`)).toEqual({ settings: { retention: standard } })
    await change({ runDays: 7 })
    const changed = { ...standard, runDays: 7, auditMonths: 84 }
    expect((await change({ auditMonths: 84 })).data).toEqual({
      updateSettings: { settings: { retention: changed } },
    })
    expect((await readSettings(api.db.kysely)).retention).toMatchObject({ runs: 7, audit: 84 })
    expect((await change({ runDays: null })).data).toEqual({
      updateSettings: { settings: { retention: { ...changed, runDays: 90 } } },
    })
    const message = (days: number) => `is ${days}; give a whole number from 1 to 36500`
    expect((await change({ runDays: null, sampleDays: 0, auditMonths: 36501 })).data?.updateSettings).toEqual(
      {
        fields: [
          { path: ['retention', 'sampleDays'], message: message(0) },
          { path: ['retention', 'auditMonths'], message: message(36501) },
        ],
      },
    )
    expect((await change(null)).data).toEqual({ updateSettings: { settings: { retention: standard } } })
  })

  it('refuse values that mean nothing, all at once', async () => {
    const refused = await update({
      timeZone: 'Mars/Olympus',
      criticalityThresholds: { critical: 0.1, high: 0.2, medium: 0 },
    })
    expect(refused.data?.updateSettings).toMatchObject({
      fields: [{ path: ['timeZone'] }, { path: ['criticalityThresholds'] }],
    })
    expect(await api.get(QUERY)).toEqual({ settings: defaults })
    expect(settingProblems({ criticalityThresholds: { critical: 1, high: 1, medium: 0 } })).toEqual([])
    for (const broken of [
      { critical: 1.1, high: 0.1, medium: 0 },
      { critical: 0.3, high: 0.1, medium: -0.1 },
      { critical: Number.NaN, high: 0.1, medium: 0 },
    ])
      expect(settingProblems({ criticalityThresholds: broken })).toHaveLength(1)
  })

  it('are read by all who read the model, and written by an ADMIN', async () => {
    const codes = async (document: string, role: 'VIEWER' | 'EDITOR', variables = {}) =>
      (await api.ask(document, variables, { token: await api.tokenFor(role) })).errors.map(
        ({ extensions }) => extensions.code,
      )
    expect(await codes(QUERY, 'VIEWER')).toEqual([])
    expect(await codes(UPDATE, 'EDITOR', { input: { timeZone: 'UTC' } })).toEqual(['FORBIDDEN'])
  })

  it('decide the level of a service and the day that is today', async () => {
    const objective = await make(api, 'Objective', {
      title: 'Sell',
      weight: 1,
      status: 'ACTIVE',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    })
    const service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS', lifecycle: 'LIVE' })
    await done(api, 'linkServiceToObjective', {
      service: { id: service },
      objective: { id: objective },
      share: 0.4,
      validFrom: '2026-04-01',
    })
    const level = async () => {
      const found = await api.get<{ service: { criticality: { level: string } } }>(
        'query ($id: ID!) { service(by: { id: $id }) { criticality { level } } }',
        { id: service },
      )
      return found.service.criticality.level
    }
    // Half an hour before midnight in UTC, and April already in Berlin.
    expect(await level()).toBe('LOW')
    await update({ timeZone: 'Europe/Berlin' })
    expect(await level()).toBe('CRITICAL')
    await update({ criticalityThresholds: { critical: 0.5, high: 0.25, medium: 0.1 } })
    expect(await level()).toBe('HIGH')
    now = new Date('2026-03-31T12:00:00Z')
    expect(await level()).toBe('LOW')
  })
})

it('viewer: each token sees its own name, roles and limits', async () => {
  const document = '{ viewer { actor roles limits { depth aliases directives tokens pageSize } } }'
  for (const role of ['VIEWER', 'CONNECTOR', 'ADMIN'] as const) {
    const { data, errors } = await api.ask(document, {}, { token: await api.tokenFor(role) })
    expect(errors).toEqual([])
    expect(data).toEqual({
      viewer: {
        actor: `token:${role}`,
        roles: [role],
        limits: { depth: 12, aliases: 30, directives: 8, tokens: 2000, pageSize: 100 },
      },
    })
  }
})
