/** The notification of a group in which one alert goes on and one has ended, as version 4 of the format has it. */
export function notification(more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    version: '4',
    groupKey: '{}:{alertname="InstanceDown"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'throughline',
    groupLabels: { alertname: 'InstanceDown' },
    commonLabels: { alertname: 'InstanceDown', severity: 'critical' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.org',
    alerts: [
      {
        status: 'firing',
        labels: {
          alertname: 'InstanceDown',
          severity: 'critical',
          service: 'Shop',
          instance: 'db-1.example.org:9100',
          job: 'node',
        },
        annotations: {
          summary: 'db-1 does not answer',
          description: 'It has been down for 5 minutes.',
          runbook_url: 'https://runbooks.example.org/instance-down',
        },
        // Go writes nanoseconds and the zone of the server.
        startsAt: '2029-12-31T21:00:00.123987654+01:00',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example.org/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
        fingerprint: '1a30ba71cca2921f',
      },
      {
        status: 'resolved',
        labels: { alertname: 'InstanceDown', severity: 'critical', instance: 'db-2.example.org:9100' },
        annotations: {},
        startsAt: '2029-12-31T19:00:00Z',
        endsAt: '2029-12-31T19:30:00.5Z',
        generatorURL: '',
        fingerprint: '77aa',
      },
    ],
    ...more,
  })
}
