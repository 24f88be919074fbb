import { DAYS, type Filler, INSTANTS, ids, SHARES } from './filler.ts'

/** What groups of users expect of services, agreements with their versions, and what is planned for services. */
export async function recordAgreements(
  filler: Filler,
  { teams, services }: { readonly teams: readonly string[]; readonly services: readonly string[] },
): Promise<void> {
  const { choice } = filler
  await filler.insert(
    'expectation',
    filler.pairs(services, teams, 40).map(([service_id, team_id]) => ({
      ...filler.stamped(),
      service_id,
      team_id,
      availability: choice.maybe(SHARES),
      statement: filler.word(),
      since: choice.one(DAYS),
    })),
  )
  const agreements = filler.pairs(services, teams, 30).map(([service_id, team_id]) => {
    const kind = choice.one(['SLA', 'OLA', 'UNDERPINNING_CONTRACT'] as const)
    return {
      ...filler.stamped(),
      service_id,
      kind,
      customer_team_id: team_id,
      external_party: kind === 'UNDERPINNING_CONTRACT' ? filler.word() : null,
      description: filler.word(),
      review_on: choice.maybe(DAYS),
      status: choice.one(['PROPOSED', 'ACTIVE', 'ENDED'] as const),
    }
  })
  await filler.insert('agreement', agreements)
  const versions = ids(agreements).flatMap((agreement_id) =>
    filler.several(3, (index) => {
      const status = choice.one(['REJECTED', 'WITHDRAWN'] as const)
      const signed = choice.maybe(INSTANTS)
      return {
        ...filler.stamped(),
        agreement_id,
        number: index + 1,
        status: index === 0 ? ('PROPOSED' as const) : status,
        target: choice.one([0.9, 0.99, 0.999]),
        terms: filler.word(),
        valid_from: choice.maybe(DAYS),
        proposed_by_name: filler.word(),
        proposed_at: choice.one(INSTANTS),
        provider_name: signed === null ? null : filler.word(),
        provider_at: signed,
        reason: filler.word(),
      }
    }),
  )
  await filler.insert('agreement_version', versions)
  await filler.insert(
    'allocation',
    filler.pairs(services, teams, 40).map(([service_id, team_id]) => {
      const isTeam = choice.chance(70)
      const amount = choice.maybe(SHARES)
      const [starts_on = '', ends_on = ''] = [choice.one(DAYS), choice.one(DAYS)].sort()
      return {
        ...filler.stamped(),
        service_id,
        team_id: isTeam ? team_id : null,
        pool: isTeam ? null : filler.word(),
        starts_on,
        ends_on,
        fte: String(choice.one(SHARES)),
        amount: amount === null ? null : String(amount),
        currency: amount === null ? null : choice.one(['EUR', 'USD']),
        note: filler.word(),
      }
    }),
  )
}
