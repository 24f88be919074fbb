import { alertmanager } from '@throughline/plugin-alertmanager'
import type { Plugin } from '@throughline/plugin-kit'
import { fixtures } from '../../../plugins/alertmanager/test/fixtures.ts'
import { worksAtWork } from './at-work.ts'

worksAtWork(alertmanager as Plugin, fixtures, {
  services: ['Shop', 'Größe 🤖'],
  // A watchdog fires for ever, to show that alerts arrive: no trouble.
  counted: ({ alerts }) => ({
    alerts: alerts.filter(({ labels }) => labels.alertname !== 'Watchdog').length,
  }),
  news: 2,
})
