import type { Stored } from './encoded-query.ts'

/** A sys_id that can be read: 32 characters, the last of which are given. */
export function sysId(name: string): string {
  return name.padStart(32, '0')
}

const since = { sys_updated_on: '2026-02-01 08:00:00', active: 'true' }
const GROUPS: Stored[] = [
  { ...since, sys_id: sysId('9a'), name: 'Network', parent: sysId('9b'), manager: sysId('8b') },
  { ...since, sys_id: sysId('9b'), name: 'Operations', email: 'ops@example.org', cost_center: '4711' },
  { ...since, sys_id: sysId('9c'), name: 'Closed', active: 'false' },
  { ...since, sys_id: sysId('9d'), name: 'network' },
]
const MEMBERS: Stored[] = [
  { ...since, sys_id: sysId('9e'), group: sysId('9a'), user: sysId('8a') },
  { ...since, sys_id: sysId('9f'), group: sysId('9a'), user: sysId('8b') },
  { ...since, sys_id: sysId('90'), group: sysId('9b'), user: sysId('8b') },
]
const PEOPLE: Stored[] = [
  {
    ...since,
    sys_id: sysId('8a'),
    name: 'Beth Anglin',
    email: 'beth@example.org',
    mobile_phone: 'hidden@example.org',
  },
  { ...since, sys_id: sysId('8b'), name: 'Fred Luddy', email: 'no address', active: 'false' },
]
const TYPES: Stored[] = [
  { sys_id: sysId('7a'), name: 'Runs on::Runs' },
  { sys_id: sysId('7b'), name: 'Depends on::Used by' },
  { sys_id: sysId('7c'), name: 'Managed by::Manages' },
  { sys_id: sysId('7d'), name: 'Provides storage for::Stored on' },
  { sys_id: sysId('7e'), name: 'Contains::Contained by' },
  { sys_id: sysId('7f'), name: 'Connects to::Connected by' },
]

const items: Stored[] = [
  {
    sys_id: sysId('c1'),
    sys_updated_on: '2026-03-01 08:00:00',
    sys_class_name: 'cmdb_ci_service',
    name: 'Web shop',
    install_status: '1',
    operational_status: '1',
    busines_criticality: '1 - most critical',
    support_group: sysId('9a'),
    owned_by: sysId('8b'),
  },
  {
    sys_id: sysId('c6'),
    sys_updated_on: '2026-03-01 08:00:00',
    sys_class_name: 'cmdb_ci_business_app',
    name: 'Web Shop',
    install_status: '1',
    operational_status: '6',
    short_description: 'What customers buy in',
    managed_by_group: sysId('9b'),
  },
  {
    sys_id: sysId('c8'),
    sys_updated_on: '2026-03-01 08:00:00',
    sys_class_name: 'service_offering',
    name: 'Web shop in Japan',
    install_status: '1',
    assignment_group: sysId('9b'),
    managed_by_group: sysId('9a'),
  },
  {
    sys_id: sysId('c7'),
    sys_updated_on: '2026-03-01 08:00:00',
    sys_class_name: 'cmdb_ci_service_auto',
    name: 'Web shop production',
    install_status: '1',
  },
  {
    sys_id: sysId('c2'),
    sys_updated_on: '2026-03-01 08:00:00',
    sys_class_name: 'cmdb_ci_linux_server',
    name: 'web1',
    install_status: '1',
    operational_status: '1',
    environment: 'Production',
    serial_number: 'SN-4711',
    asset_tag: 'P1000107',
    fqdn: 'WEB1.example.org',
    ip_address: '10.0.0.7',
    mac_address: '00:1A:2B:3C:4D:5E',
    short_description: 'Runs the shop — 店',
    support_group: sysId('9a'),
  },
  {
    sys_id: sysId('c3'),
    sys_updated_on: '2026-03-01 08:00:00',
    sys_class_name: 'cmdb_ci_storage_volume',
    name: 'vol1',
    install_status: '',
  },
  {
    sys_id: sysId('c4'),
    sys_updated_on: '2026-03-01 09:00:00',
    sys_class_name: 'u_cmdb__printer',
    name: '',
    install_status: '1',
  },
  {
    sys_id: sysId('c5'),
    sys_updated_on: '2026-03-01 09:30:00',
    sys_class_name: 'cmdb_ci_linux_server',
    name: 'old1',
    install_status: '7',
  },
]

const relation = (id: string, at: string, parent: string, type: string, child: string): Stored => ({
  sys_id: sysId(id),
  sys_updated_on: at,
  parent: parent === '' ? '' : sysId(parent),
  type: sysId(type),
  child: sysId(child),
})

const relations: Stored[] = [
  relation('d1', '2026-03-01 10:00:00', 'c1', '7a', 'c2'),
  relation('d2', '2026-03-01 10:00:00', 'c3', '7d', 'c2'),
  relation('d3', '2026-03-01 10:00:01', 'c1', '7c', 'c4'),
  relation('d4', '2026-03-01 10:00:02', 'c1', '7b', 'c5'),
  relation('d5', '2026-03-01 10:00:03', 'c1', '7b', 'c1'),
  relation('d7', '2026-03-01 10:00:05', 'c6', '7b', 'c1'),
  relation('d8', '2026-03-01 10:00:05', 'c1', '7e', 'c7'),
  relation('d9', '2026-03-01 10:00:05', 'c7', '7f', 'c2'),
  relation('d6', '2026-03-01 10:00:04', 'c1', '7b', 'c4'),
]

const task = (id: string, at: string, table: string, values: Stored): Stored => ({
  sys_id: sysId(id),
  sys_updated_on: at,
  sys_created_on: '2026-02-27 07:00:00',
  sys_class_name: table,
  opened_at: '2026-02-27 07:30:00',
  active: 'true',
  opened_by: sysId('8a'),
  ...values,
})

const incidents: Stored[] = [
  task('a1', '2026-03-02 08:00:00', 'incident', {
    number: 'INC0010001',
    short_description: 'Shop is down — 店が落ちた',
    description: 'Nobody can pay.\r\nSince seven.',
    state: '2',
    impact: '1',
    urgency: '1',
    priority: '1',
    caller_id: sysId('8b'),
    assigned_to: sysId('8a'),
    assignment_group: sysId('9a'),
    business_service: sysId('c1'),
    cmdb_ci: sysId('c2'),
    caused_by: sysId('e1'),
    category: 'software',
    time_worked: '1970-01-01 01:30:30',
    correlation_id: 'older-key-0123456789abcdef',
  }),
  // Four that changed in one second: more than a page holds.
  task('a2', '2026-03-02 08:00:01', 'incident', { number: 'INC0010002', short_description: '', state: '1' }),
  task('a3', '2026-03-02 08:00:01', 'incident', {
    number: 'INC0010003',
    short_description: 'Printer',
    description: 'long '.repeat(6000),
    state: '6',
    priority: '4',
    resolved_at: '2026-03-01 12:00:00',
    due_date: '2026-03-09 00:00:00',
  }),
  task('a4', '2026-03-02 08:00:01', 'incident', {
    number: 'INC0010004',
    short_description: 'Waits',
    state: '3',
  }),
  task('a5', '2026-03-02 08:00:01', 'incident', {
    number: 'INC0010005',
    short_description: 'A state of our own',
    state: '42',
    active: 'false',
    closed_at: '2026-03-01 13:00:00',
  }),
]

const problems: Stored[] = [
  task('b1', '2026-03-02 09:00:00', 'problem', {
    number: 'PRB0040001',
    short_description: 'Gateway stalls',
    state: '103',
    priority: '2',
  }),
]

const requests: Stored[] = [
  task('b5', '2026-03-02 09:00:00', 'sc_req_item', {
    number: 'RITM0010001',
    short_description: 'Laptop',
    state: '3',
    active: 'false',
    request: sysId('b9'),
  }),
]

const changes: Stored[] = [
  task('e1', '2026-03-02 07:00:00', 'change_request', {
    number: 'CHG0030001',
    short_description: 'New payment gateway',
    type: 'emergency',
    state: '3',
    active: 'false',
    close_code: 'successful_issues',
    start_date: '2026-03-01 20:00:00',
    end_date: '2026-03-01 22:00:00',
    work_start: '2026-03-01 20:05:00',
    work_end: '2026-03-01 23:00:00',
    implementation_plan: 'Swap the route.',
    backout_plan: 'Swap it back.',
    requested_by: sysId('8b'),
    assignment_group: sysId('9a'),
    business_service: sysId('c1'),
    cmdb_ci: sysId('c2'),
  }),
  task('e2', '2026-03-02 07:00:00', 'change_request', {
    number: 'CHG0030002',
    short_description: 'Refused',
    type: 'normal',
    state: '4',
    approval: 'rejected',
  }),
  task('e3', '2026-03-02 07:30:00', 'change_request', {
    number: 'CHG0030003',
    short_description: 'Ends before it begins',
    type: 'standard',
    state: '-2',
    start_date: '2026-03-09 22:00:00',
    end_date: '2026-03-09 20:00:00',
    work_end: '2026-03-09 20:00:00',
    close_code: 'successful',
  }),
]

const worked = (id: string, on: string, seconds: string, values: Stored = {}): Stored => ({
  sys_id: sysId(id),
  sys_updated_on: '2026-03-02 10:00:00',
  sys_created_on: '2026-03-02 09:59:59',
  task: sysId(on),
  time_in_seconds: seconds,
  user: sysId('8a'),
  ...values,
})

/** One of every kind, and odd ones: no assignee, nothing but empty fields, Unicode, very long. */
export function tablesOfTheInstance(): Record<string, Stored[]> {
  return structuredClone({
    cmdb_ci: items,
    cmdb_rel_ci: relations,
    cmdb_rel_type: TYPES,
    service_offering: [
      { sys_id: sysId('c8'), sys_updated_on: '2026-03-01 08:00:00', parent: sysId('c1') },
      { sys_id: sysId('cf'), sys_updated_on: '2026-03-01 08:00:00', parent: sysId('c1') },
    ],
    incident: incidents,
    problem: problems,
    sc_request: [{ sys_id: sysId('b9'), sys_updated_on: '2026-03-02 08:00:00', requested_for: sysId('8b') }],
    sc_req_item: requests,
    change_request: changes,
    task_time_worked: [
      worked('f1', 'a1', '5400', { work_date: '2026-03-01', comments: 'Looked at the logs' }),
      worked('f2', 'a1', '89'),
      worked('f3', 'e1', '600'),
      worked('f4', 'b1', '', { time_worked: '1970-01-01 00:20:00', user: '' }),
    ],
    sys_user: PEOPLE,
    sys_user_group: GROUPS,
    sys_user_grmember: MEMBERS,
  })
}

/** What people see in place of the value of a choice. */
export const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'incident.state': {
    '1': 'New',
    '2': 'In Progress',
    '3': 'On Hold',
    '6': 'Resolved',
    '7': 'Closed',
    '42': 'Archived',
  },
  'problem.state': { '103': 'Root Cause Analysis' },
  'sc_req_item.state': { '3': 'Closed Complete' },
  'change_request.state': { '3': 'Closed', '4': 'Canceled', '-2': 'Scheduled' },
  'change_request.type': { emergency: 'Emergency', normal: 'Normal', standard: 'Standard' },
  'change_request.close_code': { successful_issues: 'Successful with issues', successful: 'Successful' },
  'cmdb_ci.sys_class_name': {
    cmdb_ci_service: 'Service',
    cmdb_ci_service_auto: 'Mapped Application Service',
    cmdb_ci_business_app: 'Business Application',
    service_offering: 'Service Offering',
    cmdb_ci_linux_server: 'Linux Server',
    cmdb_ci_storage_volume: 'Storage Volume',
    u_cmdb__printer: 'Printer',
  },
  'cmdb_ci.install_status': { '1': 'Installed', '7': 'Retired' },
  'cmdb_ci.operational_status': { '1': 'Operational' },
}

/** Which table a reference leads to. */
export const REFERENCES: Readonly<Record<string, string>> = {
  caller_id: 'sys_user',
  assigned_to: 'sys_user',
  opened_by: 'sys_user',
  requested_by: 'sys_user',
  requested_for: 'sys_user',
  user: 'sys_user',
  assignment_group: 'sys_user_group',
  support_group: 'sys_user_group',
  business_service: 'cmdb_ci',
  cmdb_ci: 'cmdb_ci',
  owned_by: 'sys_user',
  manager: 'sys_user',
  group: 'sys_user_group',
  managed_by_group: 'sys_user_group',
  parent: 'cmdb_ci',
  child: 'cmdb_ci',
  type: 'cmdb_rel_type',
  request: 'sc_request',
  caused_by: 'change_request',
  task: 'task',
}
