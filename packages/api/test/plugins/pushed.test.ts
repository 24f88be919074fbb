import { alertmanager } from '@throughline/plugin-alertmanager'
import { jira } from '@throughline/plugin-jira'
import type { Plugin } from '@throughline/plugin-kit'
import type { ApiFixtures, FakeSystem, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { expect, test } from 'vitest'
import { fixtures as ofAlertmanager } from '../../../plugins/alertmanager/test/fixtures.ts'
import { notification } from '../../../plugins/alertmanager/test/notifications.ts'
import { fixtures as ofJira, signed } from '../../../plugins/jira/test/fixtures.ts'
import { graphOf } from './graph.ts'
import { Installed } from './installed.ts'

/** A plugin at work, with something that happens while the system is about to answer. */
async function interrupted<System extends FakeSystem>(
  plugin: Plugin,
  fixtures: ApiFixtures<System>,
  work: (installed: Installed<System>, meanwhile: Meanwhile) => Promise<void>,
): Promise<void> {
  const meanwhile: Meanwhile = { at: () => false, happens: async () => {} }
  const system = () => {
    const made = fixtures.system()
    const { answer } = made
    return Object.assign(made, {
      async answer(request: UpstreamRequest) {
        if (meanwhile.at(request)) {
          meanwhile.at = () => false
          await meanwhile.happens()
        }
        return answer(request)
      },
    })
  }
  const installed = await Installed.start(plugin, { ...fixtures, system })
  try {
    await work(installed, meanwhile)
  } finally {
    await installed.stop()
  }
}

interface Meanwhile {
  at: (request: UpstreamRequest) => boolean
  happens: () => Promise<void>
}

test('an alert that is pushed while a listing without it is read goes on', () =>
  interrupted(alertmanager as Plugin, ofAlertmanager, async (installed, meanwhile) => {
    const firing = async () => {
      const { alerts } = await graphOf(installed.api, installed.source.name)
      return alerts.filter(({ status }) => status === 'FIRING').map(({ title }) => title)
    }
    await installed.read()
    const before = await firing()
    meanwhile.at = ({ path }) => path === '/api/v2/alerts'
    meanwhile.happens = async () => {
      installed.pass(1000)
      const [known] = JSON.parse(notification()).alerts
      const fresh = { ...known, fingerprint: 'f4e5', annotations: { summary: 'Just begun' } }
      const body = JSON.stringify({ ...JSON.parse(notification()), alerts: [fresh] })
      const [genuine] = ofAlertmanager.deliveries ?? []
      const headers = genuine?.make(installed.now).headers ?? {}
      expect(await installed.deliver({ headers, body })).toBe(202)
      expect(await installed.processDeliveries()).toBe(1)
    }
    expect(await installed.read()).toMatchObject({ outcome: 'SUCCEEDED' })
    expect(await firing()).toEqual(expect.arrayContaining([...before, 'Just begun']))
    // A listing that begins later knows better.
    installed.pass(1000)
    await installed.read()
    expect((await firing()).sort()).toEqual(before.sort())
  }))

test('a ticket that is pushed while a listKeys without it is taken stays', () =>
  interrupted(jira as Plugin, ofJira, async (installed, meanwhile) => {
    const { system } = installed
    const gone = async () => {
      const rows = await installed.api.db.kysely
        .selectFrom('ticket')
        .select(['title', 'removed_at_source'])
        .where('title', '=', 'Just opened')
        .execute()
      return rows.map(({ removed_at_source }) => removed_at_source !== null)
    }
    await installed.read()
    installed.pass(60_000)
    meanwhile.at = ({ path }) => path.endsWith('/search/jql')
    meanwhile.happens = async () => {
      installed.pass(1000)
      const known = system.issues.find(({ key }) => key === 'SHOP-1')
      if (known === undefined) throw new Error('The fake site has no SHOP-1.')
      // Its search lags: it knows the issue by its id alone.
      const moment = installed.now.getTime()
      const fields = { ...known.fields, summary: 'Just opened' }
      system.issues.push({
        ...known,
        id: '20077',
        key: 'SHOP-77',
        created: moment,
        updated: moment,
        searchable: Number.POSITIVE_INFINITY,
        fields,
      })
      const opened = { webhookEvent: 'jira:issue_created', issue: { id: '20077', key: 'SHOP-77' } }
      expect(await installed.deliver(signed(opened))).toBe(202)
      expect(await installed.processDeliveries()).toBe(1)
    }
    expect(await installed.read({ mode: 'FULL' })).toMatchObject({ outcome: 'SUCCEEDED' })
    expect(await gone()).toEqual([false])
    installed.pass(60_000)
    await installed.read({ mode: 'FULL' })
    expect(await gone()).toEqual([true])
  }))
