import { parseRecord } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AlertFacts, alertFacts, toMilliseconds } from '../src/alert.ts'
import { configSchema } from '../src/config.ts'
import { alertmanager } from '../src/index.ts'
import { alertId, mapAlert } from '../src/map.ts'
import { alerts } from '../src/streams.ts'
import { webhook } from '../src/webhook.ts'
import { notification } from './notifications.ts'
import { collected, deliveryOf, onStage, type Stage } from './run.ts'
import { alertmanagerSystem } from './system.ts'

async function listed({ ctx }: Stage): Promise<AlertFacts[]> {
  const pages = await collected(alerts.pages(ctx, { id: 'alertmanager' }, null, new Date(0)))
  return pages.flatMap(({ raw }) => raw)
}

const namesOf = (facts: readonly AlertFacts[]) => facts.map(({ labels }) => labels.alertname)

describe('a listing', () => {
  test('holds all alerts that go on, muted ones too, but not those that only say that the system works', () =>
    onStage({}, async (stage) => {
      expect(namesOf(await listed(stage))).toEqual(['InstanceDown', 'SlowQueries', 'NoLabels', 'DiskFull'])
    }))

  test('holds others where others are to be left out', () =>
    onStage({ ignore: ['DiskFull'] }, async (stage) => {
      expect(namesOf(await listed(stage))).toEqual(['InstanceDown', 'SlowQueries', 'NoLabels', 'Watchdog'])
    }))

  test('holds what is routed to a receiver', () =>
    onStage({ receiver: 'through.*' }, async (stage) => {
      expect(namesOf(await listed(stage))).toEqual(['InstanceDown', 'SlowQueries', 'DiskFull'])
    }))

  test('is the same as long as the same alerts go on', () =>
    onStage({}, async (stage) => {
      const before = await listed(stage)
      stage.system.touch?.(new Date('2029-12-31T23:59:30Z'))
      expect((await listed(stage)).toReversed()).toEqual(before)
    }))

  test.each([
    ['a receiver that is no expression', { receiver: '(' }, 'CONFIG_ERROR', /regular expression of receiver/],
    ['no Alertmanager at the address', { tenant: 'a' }, 'CONFIG_ERROR', /not one of Alertmanager/],
  ])('is none with %s', (_name, settings, code, message) =>
    onStage(settings, async (stage) => {
      if ('tenant' in settings)
        stage.upstream.faults = () => ({ kind: 'answer', answer: { json: { status: 'up' } } })
      await expect(listed(stage)).rejects.toMatchObject({ code })
      await expect(listed(stage)).rejects.toThrow(message)
    }),
  )

  test('is asked for with name and password where those are given', () =>
    onStage(
      { user: 'reader', password: 'env:TOKEN' },
      async (stage) => expect(await listed(stage)).toHaveLength(4),
      alertmanagerSystem(`Basic ${Buffer.from('reader:alert-9d41c7e02b').toString('base64')}`),
    ))
})

describe('a notification', () => {
  test('tells of an alert just what the listing tells', () =>
    onStage({}, async (stage) => {
      const { upsert } = await webhook.receive(stage.ctx, deliveryOf(notification()))
      const [firing, resolved] = upsert?.[0]?.raw ?? []
      expect(firing).toEqual((await listed(stage))[0])
      expect(resolved).toMatchObject({ fingerprint: '77aa', endsAt: '2029-12-31T19:30:00.5Z' })
    }))

  test('ends the very alert that it began', () =>
    onStage({}, async ({ ctx }) => {
      const { alerts: both } = JSON.parse(notification())
      const ended = { ...both[0], status: 'resolved', endsAt: '2029-12-31T21:07:00.000000001+01:00' }
      const { upsert } = await webhook.receive(ctx, deliveryOf(notification({ alerts: [both[0], ended] })))
      const [firing, resolved] = (upsert?.[0]?.raw ?? []).map((raw) => alertmanager.streams[0]?.map(raw))
      const externalId = '1a30ba71cca2921f/2029-12-31T20:00:00.123Z'
      expect([firing, resolved]).toMatchObject([
        { externalId },
        { externalId, endsAt: '2029-12-31T20:07:00.000Z' },
      ])
      expect(firing).not.toHaveProperty('endsAt')
    }))

  test('leaves out what the listing leaves out', () =>
    onStage({ ignore: ['InstanceDown'] }, async ({ ctx }) => {
      expect(await webhook.receive(ctx, deliveryOf(notification()))).toEqual({})
    }))

  test.each(['[]', '{}', notification({ alerts: [{ status: 'firing' }] })])(
    'that is none has the alerts listed: %s',
    (body) =>
      onStage({}, async ({ ctx }) => {
        const scope = { stream: 'alerts', scope: 'alertmanager' }
        expect(await webhook.receive(ctx, deliveryOf(body))).toEqual({ refetch: [scope] })
      }),
  )
})

describe('an alert', () => {
  const seen = {
    fingerprint: 'f',
    labels: {},
    annotations: {},
    startsAt: '2029-12-31T20:00:00.000Z',
    generatorURL: null,
  }
  const config = (settings = {}) => configSchema.parse({ url: 'http://alertmanager:9093', ...settings })
  const recordOf = (alert: object, settings = {}, endsAt?: string) =>
    mapAlert(alertFacts({ ...seen, ...alert }, config(settings), endsAt))

  test.each([
    ['critical', 'CRITICAL'],
    ['PAGE', 'CRITICAL'],
    ['Error', 'CRITICAL'],
    ['warning', 'WARNING'],
    ['none', 'INFO'],
    ['P1', 'WARNING'],
  ])('with the severity %s is %s', (severity, expected) => {
    expect(recordOf({ labels: { severity } })).toMatchObject({ severity: expected, sourceSeverity: severity })
  })

  test('has the severity that the configuration says, else the one for all others', () => {
    const settings = {
      severityLabel: 'prio',
      severities: { P1: 'CRITICAL', warning: 'INFO' },
      otherSeverity: 'INFO',
    }
    const severityOf = (prio: string) => recordOf({ labels: { prio, severity: 'x' } }, settings).severity
    expect(['p1', 'Warning', 'critical', 'odd'].map(severityOf)).toEqual([
      'CRITICAL',
      'INFO',
      'CRITICAL',
      'INFO',
    ])
    expect(recordOf({}, settings).severity).toBe('INFO')
    expect(recordOf({ labels: { severity: 'constructor' } }).severity).toBe('WARNING')
  })

  test('names services and assets by the labels that are configured', () => {
    const labels = {
      team: 'shop',
      app: 'cart',
      app2: 'cart',
      host: 'a.example.org:80',
      uid: '77',
      empty: ' ',
    }
    const settings = {
      serviceLabels: ['app', 'app2', 'empty', 'none'],
      assets: [
        { label: 'host', withoutPort: true },
        { label: 'uid', identifier: 'kubernetes.uid' },
        { label: 'empty' },
      ],
    }
    expect(recordOf({ labels }, settings)).toMatchObject({
      services: ['cart'],
      assets: [{ name: 'a.example.org' }, { identifier: { kind: 'kubernetes.uid', value: '77' } }],
    })
  })

  test('of any length and with odd addresses can be kept', () => {
    const long = '🤖'.repeat(20_000)
    const labels = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`l${index}`, long]))
    for (const generatorURL of ['javascript:alert(1)', `http://p/${'x'.repeat(3000)}`, 'no address', '']) {
      const alert = {
        labels: { service: long, instance: long, ...labels },
        generatorURL,
        annotations: { summary: long, description: `a${long}` },
      }
      const record = recordOf(alert)
      expect(parseRecord(record)).toEqual(record)
      expect(record.url).toBeUndefined()
    }
  })

  test('whatever its labels and annotations say can be kept', () => {
    const label = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,10}$/)
    const texts = fc.dictionary(label, fc.string({ unit: 'grapheme', maxLength: 1200 }), { maxKeys: 5 })
    const annotations = fc.dictionary(
      fc.constantFrom('summary', 'title', 'description', 'message'),
      fc.string({ unit: 'grapheme', maxLength: 700 }),
    )
    fc.assert(
      fc.property(texts, annotations, fc.webUrl(), (labels, notes, generatorURL) => {
        const settings = {
          serviceLabels: Object.keys(labels),
          severityLabel: Object.keys(labels)[0] ?? 'severity',
        }
        const record = recordOf({ labels, annotations: notes, generatorURL }, settings)
        expect(parseRecord(record)).toEqual(record)
      }),
    )
  })

  test('that ended before it began, by another clock, ended at once', () => {
    expect(recordOf({}, {}, '2029-12-31T19:59:59Z').endsAt).toBe('2029-12-31T20:00:00.000Z')
  })

  test('without an instant is set aside', () => {
    expect(() => recordOf({ startsAt: 'soon' })).toThrow(/f: "soon" is no instant/)
  })

  test('has an id for each time it begins', () => {
    const ids = ['2029-12-31T20:00:00Z', '2029-12-31T21:00:00Z'].map((startsAt) =>
      alertId(alertFacts({ ...seen, startsAt }, config())),
    )
    expect(new Set(ids).size).toBe(2)
  })
})

test.each([
  ['2029-12-31T20:00:00.123987654Z', '2029-12-31T20:00:00.123Z'],
  ['2029-12-31T20:00:00.999999999+01:00', '2029-12-31T19:00:00.999Z'],
  ['2029-12-31T20:00:00Z', '2029-12-31T20:00:00.000Z'],
  ['2029-12-31T20:00:00.5Z', '2029-12-31T20:00:00.500Z'],
  ['yesterday', undefined],
])('%s to the millisecond is %s', (instant, expected) => {
  expect(toMilliseconds(instant)).toBe(expected)
})

test.each([
  [{ user: 'a' }, 'together with user'],
  [{ user: 'a', password: 'env:P', token: 'env:T' }, 'cannot be given together'],
  [{ severities: { p1: 'HIGH' } }, 'severities'],
  [{ webhook: { token: 'plain' } }, 'reference to the secret'],
  [{ assets: [{ label: 'a', identifier: 'UID' }] }, 'kind of identifier'],
])('the configuration %j is refused', (settings, words) => {
  const result = configSchema.safeParse({ url: 'http://alertmanager:9093', ...settings })
  expect(result.error?.message).toContain(words)
})
