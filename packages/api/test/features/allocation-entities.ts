import type { EntityCase } from './entity-case.ts'

/** What is planned. It has no external references. */
export const ALLOCATIONS: readonly EntityCase[] = [
  {
    type: 'Allocation',
    list: 'allocations',
    one: null,
    create: (to, n) => ({
      team: { id: to.team },
      service: { id: to.service },
      startsOn: `2026-01-${10 + n}`,
      endsOn: `2026-03-${10 + n}`,
      fte: `${n}.5`,
      money: { amount: `${100 * n}.25`, currency: 'EUR' },
      note: `At length ${n}`,
      labels: { key: 'value' },
    }),
    least: (to, n) => ({
      pool: `Pool ${n}`,
      service: { id: to.service },
      startsOn: '2026-01-01',
      endsOn: '2026-03-31',
      fte: '1',
    }),
    selection: 'team { id } pool service { id } startsOn endsOn fte money { amount currency } note labels',
    stored: (to, n) => ({
      team: { id: to.team },
      pool: null,
      service: { id: to.service },
      startsOn: `2026-01-${10 + n}`,
      endsOn: `2026-03-${10 + n}`,
      fte: `${n}.5000`,
      money: { amount: `${100 * n}.2500`, currency: 'EUR' },
      note: `At length ${n}`,
      labels: { key: 'value' },
    }),
    defaults: (to, n) => ({
      team: null,
      pool: `Pool ${n}`,
      service: { id: to.service },
      startsOn: '2026-01-01',
      endsOn: '2026-03-31',
      fte: '1.0000',
      money: null,
      note: '',
      labels: {},
    }),
    change: { input: { note: 'Otherwise' }, stored: { note: 'Otherwise' } },
    empties: { money: { field: 'money', stored: null } },
    required: ['service', 'startsOn', 'endsOn', 'note', 'labels'],
  },
]
