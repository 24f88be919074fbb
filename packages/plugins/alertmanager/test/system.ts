import type { FakeSystem } from '@throughline/plugin-kit/testing'

export const TOKEN = 'alert-9d41c7e02b'

/** An alert as `/api/v2/alerts` gives it. */
export interface ApiAlert {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly endsAt: string
  readonly updatedAt: string
  readonly generatorURL: string
  readonly receivers: readonly { readonly name: string }[]
  readonly status: {
    readonly state: 'active' | 'suppressed' | 'unprocessed'
    readonly silencedBy: readonly string[]
    readonly inhibitedBy: readonly string[]
  }
}

export interface AlertmanagerSystem extends FakeSystem {
  alerts: ApiAlert[]
}

const alert = (fingerprint: string, labels: ApiAlert['labels'], more: Partial<ApiAlert> = {}): ApiAlert => ({
  fingerprint,
  labels,
  annotations: {},
  startsAt: '2029-12-31T20:00:00.123Z',
  endsAt: '2029-12-31T23:59:00.000Z',
  updatedAt: '2029-12-31T23:55:00.000Z',
  generatorURL: 'http://prometheus.example.org/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
  receivers: [{ name: 'throughline' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [] },
  ...more,
})

/** An Alertmanager in memory. */
export function alertmanagerSystem(authorization = `Bearer ${TOKEN}`): AlertmanagerSystem {
  const system: AlertmanagerSystem = {
    alerts: [
      alert(
        '1a30ba71cca2921f',
        {
          alertname: 'InstanceDown',
          severity: 'critical',
          service: 'Shop',
          instance: 'db-1.example.org:9100',
          job: 'node',
        },
        {
          annotations: {
            summary: 'db-1 does not answer',
            description: 'It has been down for 5 minutes.',
            runbook_url: 'https://runbooks.example.org/instance-down',
          },
        },
      ),
      alert(
        '2b',
        { alertname: 'SlowQueries', severity: 'P2', instance: '[fd00::1]:5432' },
        { startsAt: '2029-12-31T22:00:00+01:00' },
      ),
      alert(
        '3c',
        { alertname: 'NoLabels' },
        {
          annotations: { message: 'Only <b>old</b> rules say it in a message.', description: ' ' },
          generatorURL: '',
          receivers: [{ name: 'mail' }],
          status: { state: 'suppressed', silencedBy: ['a-silence'], inhibitedBy: [] },
        },
      ),
      alert('4d', {
        alertname: 'DiskFull',
        severity: 'Warning',
        service: 'Größe 🤖',
        pod: 'web-1',
        uid: 'f3c1-77',
      }),
      alert('5e', { alertname: 'Watchdog', severity: 'none' }),
    ],
    answer({ path, query, headers }) {
      if (headers.authorization !== authorization) return { status: 401, text: 'Unauthorized' }
      if (path !== '/api/v2/alerts') return { status: 404, text: 'path not found' }
      const receiver = query.get('receiver')
      if (receiver === '(') {
        return {
          status: 400,
          json: 'failed to parse receiver param: error parsing regexp: missing closing ): `^(?:()$`',
        }
      }
      const wanted = new RegExp(`^(?:${receiver ?? '.*'})$`)
      const shown = (state: string, name: string) => state !== name || query.get(name) !== 'false'
      return {
        json: system.alerts.filter(
          ({ receivers, status }) =>
            receivers.some(({ name }) => wanted.test(name)) &&
            shown(status.state, 'active') &&
            shown(status.silencedBy.length > 0 ? 'silenced' : '', 'silenced'),
        ),
      }
    },
    touch(at) {
      // Prometheus sends a firing alert again and again, which moves its end and nothing else.
      system.alerts = system.alerts
        .map((each) => ({
          ...each,
          updatedAt: at.toISOString(),
          endsAt: new Date(at.getTime() + 240_000).toISOString(),
        }))
        .toReversed()
    },
    remove() {
      system.alerts = system.alerts.slice(1)
    },
  }
  return system
}
