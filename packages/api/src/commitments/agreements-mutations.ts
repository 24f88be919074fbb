import type { RowChanges } from '@throughline/db'
import { entityMutations } from '../access/entity-mutations.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { Agreement, AgreementKind } from './agreements-graphql.ts'

wordConstraint(
  'agreement_parties',
  ['kind'],
  'does not go with the parties: an SLA has either customerTeam or externalParty, an OLA has customerTeam only, and an UNDERPINNING_CONTRACT has externalParty',
)

entityMutations(Agreement, {
  visibleTo: 'MODELLERS',
  fields: {
    service: {
      column: 'service_id',
      node: 'Service',
      required: true,
      description: 'The service that it is about.',
    },
    kind: {
      type: AgreementKind,
      column: 'kind',
      required: true,
      description: 'To whom something is promised.',
    },
    customerTeam: {
      column: 'customer_team_id',
      node: 'Team',
      description:
        'The team to which it is promised. Of an UNDERPINNING_CONTRACT, defaults to the owner of the service.',
    },
    externalParty: {
      type: 'String',
      column: 'external_party',
      description:
        'The customer of an SLA outside the organisation, or the supplier of an UNDERPINNING_CONTRACT.',
      rule: 'has 1 to 200 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'Description.',
      rule: 'has at most 20,000 characters',
    },
    reviewOn: { type: 'Date', column: 'review_on', description: 'The day on which it is to be reviewed.' },
  },
  prepare: checked,
})

const SETTLED = {
  service_id: 'service',
  kind: 'kind',
  customer_team_id: 'customerTeam',
  external_party: 'externalParty',
} as const

/** What both sides have acknowledged stays an agreement between them about this service. */
async function checked(
  given: RowChanges<'agreement'>,
  { transaction }: Work,
  id: string | undefined,
): Promise<RowChanges<'agreement'>> {
  if (id === undefined) return given
  const stored = await transaction
    .selectFrom('agreement')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const changed = Object.entries(SETTLED).filter(([column]) => {
    const key = column as keyof typeof SETTLED
    return given[key] !== undefined && given[key] !== stored[key]
  })
  if (changed.length === 0) return given
  const signed = await transaction
    .selectFrom('agreement_version')
    .select('number')
    .where('agreement_id', '=', id)
    .where((where) => where.or([where('provider_at', 'is not', null), where('customer_at', 'is not', null)]))
    .limit(1)
    .executeTakeFirst()
  if (signed === undefined) return given
  throw InvalidInput.of(
    changed.map(([, field]) => ({
      path: [field],
      message: `stays as it was: version ${signed.number} has been acknowledged. End this agreement and create another`,
    })),
  )
}
