import type { JsonObject } from '../src/columns.ts'

export interface SourceSpec {
  name: string
  plugin: string
  /** Where sources disagree, the claim with the smaller one is effective. */
  precedence: number
  config: JsonObject
  /** When a listing of the source begins. */
  runsAt: string
  /** How many days ago the latest run was, and how many days lie between two. */
  lastRunDaysAgo: number
  everyDays: number
  /** What its listings cover; the clusters are one scope each. */
  scope: string
}

/** Four places that know something about the assets: two clusters, the network's inventory and finance. */
export const SOURCES = {
  kubernetes: {
    name: 'kubernetes-ostwerk',
    plugin: 'kubernetes',
    precedence: 100,
    config: { cluster: 'ostwerk-prod' },
    runsAt: '23:10',
    lastRunDaysAgo: 1,
    everyDays: 1,
    scope: 'ostwerk-prod',
  },
  'kubernetes-staging': {
    name: 'kubernetes-hafen',
    plugin: 'kubernetes',
    precedence: 100,
    config: { cluster: 'hafen-staging', environment: 'staging' },
    runsAt: '23:20',
    lastRunDaysAgo: 1,
    everyDays: 1,
    scope: 'hafen-staging',
  },
  netbox: {
    name: 'netbox',
    plugin: 'netbox',
    precedence: 50,
    config: { url: 'https://netbox.tannenlund.example' },
    runsAt: '02:20',
    lastRunDaysAgo: 1,
    everyDays: 1,
    scope: 'all-sites',
  },
  register: {
    name: 'asset-register',
    plugin: 'csv',
    precedence: 200,
    config: { path: '/srv/exports/asset-register.csv', delimiter: ';' },
    runsAt: '06:00',
    lastRunDaysAgo: 3,
    everyDays: 7,
    scope: 'asset-register.csv',
  },
} as const satisfies Record<string, SourceSpec>

export type SourceKey = keyof typeof SOURCES

/** Where tickets, alerts and surveys come from: the ticket system, the alerts of the monitoring, the survey tool. */
export interface WorkSourceSpec {
  name: string
  plugin: string
  config: JsonObject
  runsAt: string
  /** The types of records that it tells of. */
  records: readonly string[]
}

export const WORK_SOURCES = {
  jira: {
    name: 'jira',
    plugin: 'jira',
    config: { url: 'https://tickets.tannenlund.example' },
    runsAt: '22:30',
    records: ['change', 'ticket', 'effort'],
  },
  alertmanager: {
    name: 'alertmanager',
    plugin: 'alertmanager',
    config: { url: 'https://alerts.tannenlund.example' },
    runsAt: '23:40',
    records: ['alert'],
  },
  formbricks: {
    name: 'formbricks',
    plugin: 'formbricks',
    config: { url: 'https://ask.tannenlund.example' },
    runsAt: '22:45',
    records: ['survey', 'response'],
  },
} as const satisfies Record<string, WorkSourceSpec>

export type WorkSourceKey = keyof typeof WORK_SOURCES

/** A run that did not go well, instead of the usual one `daysAgo`. */
export interface TroubledRun {
  source: SourceKey
  daysAgo: number
  status: 'FAILED' | 'NEEDS_APPROVAL'
  code: string
  message: string
}

export const TROUBLED_RUNS: readonly TroubledRun[] = [
  {
    source: 'netbox',
    daysAgo: 4,
    status: 'FAILED',
    code: 'TRANSIENT',
    message:
      'https://netbox.tannenlund.example answered 502 five times; the next run begins where this one stopped.',
  },
  {
    source: 'register',
    daysAgo: 17,
    status: 'NEEDS_APPROVAL',
    code: 'RETIREMENT_REFUSED',
    message:
      'The listing holds 12 of the 96 records of the last one and would retire more than a fifth of them. Check the export, or approve the run if this is right.',
  },
]

/** What a source says against what is believed. The asset shows the value of the source that comes first. */
export interface DisagreementSpec {
  asset: string
  source: SourceKey
  attribute: string
  value: string | number
  /** When the source said so first. */
  daysAgo: number
}

export const DISAGREEMENTS: readonly DisagreementSpec[] = [
  // Finance still has the switch where it was bought for, which is why nobody looked at what it carries.
  {
    asset: 'sw-hall2-acc-07',
    source: 'register',
    attribute: 'place',
    value: 'hall 2, label printers only',
    daysAgo: 610,
  },
  { asset: 'sw-hall2-acc-07', source: 'register', attribute: 'model', value: 'Halden E1', daysAgo: 610 },
  { asset: 'host-hall-01', source: 'register', attribute: 'memoryGb', value: 16, daysAgo: 590 },
  { asset: 'host-hall-02', source: 'register', attribute: 'memoryGb', value: 16, daysAgo: 590 },
  { asset: 'host-hall-03', source: 'register', attribute: 'memoryGb', value: 16, daysAgo: 590 },
  { asset: 'host-hf-02', source: 'register', attribute: 'site', value: 'Ostwerk', daysAgo: 330 },
  { asset: 'host-ow-05', source: 'register', attribute: 'memoryGb', value: 512, daysAgo: 402 },
  { asset: 'hsm-pay-02', source: 'register', attribute: 'site', value: 'Ostwerk', daysAgo: 280 },
  { asset: 'san-hf-01', source: 'register', attribute: 'capacityTb', value: 120, daysAgo: 455 },
  { asset: 'sw-ow-core-2', source: 'register', attribute: 'model', value: 'Halden C7', daysAgo: 377 },
  { asset: 'fw-ow-1', source: 'register', attribute: 'throughputGbps', value: 20, daysAgo: 240 },
  { asset: 'st07-srv', source: 'register', attribute: 'site', value: 'Gersholm', daysAgo: 150 },
  {
    asset: 'st12-srv',
    source: 'register',
    attribute: 'site',
    value: 'Kirchmoor (old building)',
    daysAgo: 95,
  },
  { asset: 'mainframe-01', source: 'register', attribute: 'mips', value: 1750, daysAgo: 520 },
]

/** What a person wrote down through the API; a person is believed before any source. */
export interface NoteSpec {
  asset: string
  attribute: string
  value: string
  daysAgo: number
}

export const NOTES: readonly NoteSpec[] = [
  {
    asset: 'analytics-appliance-01',
    attribute: 'remark',
    value: 'Project ended, return to the vendor was never agreed',
    daysAgo: 62,
  },
  {
    asset: 'san-ow-00',
    attribute: 'remark',
    value: 'Empty since the move, maintenance still runs',
    daysAgo: 48,
  },
  {
    asset: 'saas-social',
    attribute: 'remark',
    value: 'Ask Online Sales whether anybody still signs in',
    daysAgo: 12,
  },
]
