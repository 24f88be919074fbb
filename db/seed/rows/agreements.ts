import type { NewRow } from '../../src/database.ts'
import { AGREEMENTS, EXPECTATIONS } from '../agreements.ts'
import { PEOPLE } from '../people.ts'
import { type Context, writtenOnce } from './context.ts'

export function expectationRows({ ids, calendar }: Context): NewRow<'expectation'>[] {
  return EXPECTATIONS.map(({ team, service, availability, statement, statedBy }) => ({
    id: ids.make('expectation', `${team}/${service}`),
    service_id: ids.of('service', service),
    team_id: ids.of('team', team),
    availability,
    statement,
    stated_by_id: ids.of('person', statedBy),
    since: calendar.date(-80),
    ...writtenOnce(calendar.at(-80, '14:00')),
  }))
}

export function agreementRows({ ids, calendar }: Context): NewRow<'agreement'>[] {
  return Object.entries(AGREEMENTS).map(([key, agreement]) => ({
    id: ids.make('agreement', key),
    service_id: ids.of('service', agreement.service),
    kind: agreement.kind,
    customer_team_id: agreement.customer === null ? null : ids.of('team', agreement.customer),
    external_party: agreement.externalParty,
    description: agreement.description,
    review_on: calendar.date(agreement.reviewIn),
    status: agreement.versions.some(({ status }) => status === 'ACTIVE') ? 'ACTIVE' : 'PROPOSED',
    ...writtenOnce(calendar.at(-(agreement.versions[0]?.proposedDaysAgo ?? 0), '09:00')),
  }))
}

export function agreementVersionRows(context: Context): NewRow<'agreement_version'>[] {
  const { ids, calendar } = context
  return Object.entries(AGREEMENTS).flatMap(([key, { versions }]) =>
    versions.map((version, place) => {
      const next = versions[place + 1]?.customer
      const provider = acknowledged(version.provider, '11:00', context)
      const customer = acknowledged(version.customer, '15:00', context)
      return {
        id: ids.make('agreement_version', `${key}/${place + 1}`),
        agreement_id: ids.of('agreement', key),
        number: place + 1,
        status: version.status,
        target: version.target,
        slo_id: version.slo === null ? null : ids.of('slo', version.slo),
        terms: version.terms,
        valid_from: version.customer === null ? null : calendar.date(-version.customer[1]),
        valid_to: next === undefined || next === null ? null : calendar.date(-next[1] - 1),
        proposed_by_id: ids.of('person', version.proposedBy),
        proposed_by_name: PEOPLE[version.proposedBy].name,
        proposed_at: calendar.at(-version.proposedDaysAgo, '09:30'),
        provider_id: provider.id,
        provider_name: provider.name,
        provider_at: provider.at,
        customer_id: customer.id,
        customer_name: customer.name,
        customer_at: customer.at,
        ...writtenOnce(calendar.at(-version.proposedDaysAgo, '09:30')),
      }
    }),
  )
}

function acknowledged(given: readonly [string, number] | null, time: string, { ids, calendar }: Context) {
  if (given === null) return { id: null, name: null, at: null }
  const [by, daysAgo] = given
  const person = isPerson(by) ? PEOPLE[by] : null
  return {
    id: isPerson(by) ? ids.of('person', by) : null,
    name: person?.name ?? by,
    at: calendar.at(-daysAgo, time),
  }
}

function isPerson(key: string): key is keyof typeof PEOPLE {
  return key in PEOPLE
}
