import type { EntityCase } from './entity-case.ts'

/** What groups of users expect and what is agreed with them. Neither has external references. */
export const AGREEMENTS: readonly EntityCase[] = [
  {
    type: 'Expectation',
    list: 'expectations',
    one: null,
    create: (to, n) => ({
      service: { id: to.service },
      team: { id: to.otherTeam },
      availability: n / 100,
      statement: `At length ${n}`,
      statedBy: { id: to.lead },
      since: `2026-01-${10 + n}`,
    }),
    least: (to, n) => ({
      service: { id: to.service },
      team: { id: to.team },
      statement: `At length ${n}`,
    }),
    selection: 'service { id } team { id } availability statement statedBy { id }',
    stored: (to, n) => ({
      service: { id: to.service },
      team: { id: to.otherTeam },
      availability: n / 100,
      statement: `At length ${n}`,
      statedBy: { id: to.lead },
    }),
    defaults: (to, n) => ({
      service: { id: to.service },
      team: { id: to.team },
      availability: null,
      statement: `At length ${n}`,
      statedBy: null,
    }),
    change: { input: { statement: 'Never out at noon' }, stored: { statement: 'Never out at noon' } },
    empties: {
      availability: { field: 'availability', stored: null },
      statedBy: { field: 'statedBy', stored: null },
    },
    required: ['service', 'team', 'statement', 'since'],
  },
  {
    type: 'Agreement',
    list: 'agreements',
    one: null,
    create: (to, n) => ({
      service: { id: to.service },
      kind: 'UNDERPINNING_CONTRACT',
      customerTeam: { id: to.team },
      externalParty: `Supplier ${n}`,
      description: `At length ${n}`,
      reviewOn: `2027-01-${10 + n}`,
    }),
    least: (to, n) => ({ service: { id: to.service }, kind: 'SLA', externalParty: `Customer ${n}` }),
    selection: 'service { id } kind customerTeam { id } externalParty description reviewOn status',
    stored: (to, n) => ({
      service: { id: to.service },
      kind: 'UNDERPINNING_CONTRACT',
      customerTeam: { id: to.team },
      externalParty: `Supplier ${n}`,
      description: `At length ${n}`,
      reviewOn: `2027-01-${10 + n}`,
      status: 'PROPOSED',
    }),
    defaults: (to, n) => ({
      service: { id: to.service },
      kind: 'SLA',
      customerTeam: null,
      externalParty: `Customer ${n}`,
      description: '',
      reviewOn: null,
      status: 'PROPOSED',
    }),
    change: { input: { reviewOn: '2028-02-29' }, stored: { reviewOn: '2028-02-29' } },
    empties: {
      customerTeam: { field: 'customerTeam', stored: null },
      reviewOn: { field: 'reviewOn', stored: null },
    },
    required: ['service', 'kind', 'description'],
  },
]
