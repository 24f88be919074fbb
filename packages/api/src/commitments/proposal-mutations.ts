import { sql } from 'kysely'
import { createEntity, updateEntity } from '../access/entity-writes.ts'
import { builder } from '../graph/builder.ts'
import { InvalidInput } from '../graph/errors.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { today } from '../reasoning/today.ts'
import { settingsOf } from '../settings/store.ts'
import { AGREEMENT, lockAgreement, VERSION, versionColumns } from './agreement-rows-store.ts'
import { proposer, versionTarget } from './agreement-steps-store.ts'
import { Agreement, AgreementVersion } from './agreements-graphql.ts'

const agreementPayload = () => ({
  agreement: entityField(Agreement, { description: 'Agreement after the mutation.', id: () => null }),
})

mutation('proposeAgreementVersion', {
  visibleTo: 'MODELLERS',
  description:
    'Proposes a version of an agreement. It becomes active once both sides have acknowledged it. An agreement has one proposal at a time.',
  input: builder.inputType('ProposeAgreementVersionInput', {
    description: 'A proposal.',
    fields: (t) => ({
      agreementId: t.id({ required: true, description: 'The Agreement.' }),
      target: t.float({
        required: true,
        description: 'The share that is promised, above 0 and below 1, e.g. 0.995.',
      }),
      slo: t.field(nodeRef('Slo', { description: 'The SLO of the service that it is measured by.' })),
      terms: t.string({ description: 'The terms, as text.' }),
      validFrom: t.field({
        type: 'Date',
        description:
          'The first day on which it holds. Defaults to the day on which both sides have acknowledged it.',
      }),
      validTo: t.field({ type: 'Date', description: 'The last day on which it holds.' }),
    }),
  }),
  payload: () => ({
    ...agreementPayload(),
    agreementVersion: entityField(AgreementVersion, { description: 'The proposal.', id: () => null }),
  }),
  run: async ({ agreementId, ...input }, work) => {
    const agreement = await lockAgreement(work, { id: agreementId })
    if (agreement.status === 'ENDED')
      throw InvalidInput.at(['agreementId'], 'is an agreement that has ended: create another')
    const numbers = await work.transaction
      .selectFrom('agreement_version')
      .select(sql<number>`coalesce(max(number), 0)`.as('last'))
      .select(sql<number | null>`max(number) filter (where status = 'PROPOSED')`.as('open'))
      .where('agreement_id', '=', agreement.id)
      .executeTakeFirstOrThrow()
    if (numbers.open !== null)
      throw InvalidInput.at(
        ['agreementId'],
        `has the proposal ${numbers.open} already: change it with reviseAgreementVersion, or withdraw it with withdrawAgreementVersion`,
      )
    const written = await createEntity(work, VERSION, {
      agreement_id: agreement.id,
      number: numbers.last + 1,
      ...(await versionColumns(work, agreement.service_id, input)),
      ...(await proposer(work)),
    })
    return { agreement: agreement.id, agreementVersion: written.id }
  },
})

mutation('endAgreement', {
  visibleTo: 'MODELLERS',
  description: 'Ends an agreement: its active version holds until a day, and its proposal is withdrawn.',
  input: builder.inputType('EndAgreementInput', {
    description: 'Which agreement ends, and when.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The Agreement.' }),
      version: t.int({
        description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
      }),
      on: t.field({ type: 'Date', description: 'The last day on which it holds. Defaults to today.' }),
    }),
  }),
  payload: agreementPayload,
  run: async (input, work) => {
    const agreement = await lockAgreement(work, input)
    if (agreement.status === 'ENDED') throw InvalidInput.at(['id'], 'is an agreement that has ended already')
    const on = input.on ?? today(work.context, await settingsOf(work.context))
    const open = await work.transaction
      .selectFrom('agreement_version')
      .select(['id', 'status', 'valid_from as validFrom'])
      .where('agreement_id', '=', agreement.id)
      .where('status', 'in', ['PROPOSED', 'ACTIVE'])
      .execute()
    for (const { id, status, validFrom } of open) {
      if (status === 'ACTIVE' && validFrom !== null && on < validFrom)
        throw InvalidInput.at(['on'], `lies before ${validFrom}, from which on its active version holds`)
      const changes =
        status === 'ACTIVE'
          ? { valid_to: on }
          : ({ status: 'WITHDRAWN', reason: 'The agreement has ended.' } as const)
      await updateEntity(work, VERSION, versionTarget(id), changes)
    }
    const written = await updateEntity(work, AGREEMENT, input, { status: 'ENDED' })
    return { agreement: written.id }
  },
})
