import { updateEntity } from '../access/entity-writes.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { entityField } from '../graph/query.ts'
import { lockVersion, VERSION, versionColumns } from './agreement-rows-store.ts'
import { acknowledge, proposer, requireProposal, requireProposer } from './agreement-steps-store.ts'
import { AgreementSide, AgreementVersion } from './agreements-graphql.ts'
import { requireSpeaker } from './speaker-rights-store.ts'

wordConstraint('agreement_version_period', ['validTo'], 'lies before validFrom')
wordConstraint('agreement_version_provider_name_check', ['name'], 'has 1 to 200 characters')
wordConstraint('agreement_version_customer_name_check', ['name'], 'has 1 to 200 characters')

const versionPayload = () => ({
  agreementVersion: entityField(AgreementVersion, {
    description: 'AgreementVersion after the mutation.',
    id: () => null,
  }),
})

const WHICH = 'Version for optimistic locking. A stale value returns ConflictError. Optional.'

mutation('reviseAgreementVersion', {
  visibleTo: 'MODELLERS',
  description:
    'Changes a proposal. Acknowledgements that it has are void. A version that both sides have acknowledged is never changed: propose a new one.',
  input: builder.inputType('ReviseAgreementVersionInput', {
    description: 'Changes to a proposal.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The AgreementVersion.' }),
      version: t.int({ description: WHICH }),
      target: t.float({ description: 'The share that is promised, above 0 and below 1.' }),
      slo: t.field(nodeRef('Slo', { description: 'The SLO of the service that it is measured by.' })),
      terms: t.string({ description: 'The terms, as text.' }),
      validFrom: t.field({ type: 'Date', description: 'The first day on which it holds.' }),
      validTo: t.field({ type: 'Date', description: 'The last day on which it holds.' }),
    }),
  }),
  payload: versionPayload,
  run: async (input, work) => {
    const { version, agreement } = await lockVersion(work, input)
    requireProposal(version)
    const changes = await versionColumns(work, agreement.service_id, input)
    if (Object.keys(changes).length === 0) return { agreementVersion: version.id }
    const nothing = { provider_id: null, provider_name: null, provider_at: null }
    const written = await updateEntity(work, VERSION, input, {
      ...changes,
      ...nothing,
      ...{ customer_id: null, customer_name: null, customer_at: null },
      ...(await proposer(work)),
    })
    return { agreementVersion: written.id }
  },
})

mutation('acknowledgeAgreementVersion', {
  visibleTo: 'COORDINATORS',
  description:
    'Acknowledges a proposal for one side, by a person who leads the team on that side or a team above it; the one of an external party is noted by a person with the role APPROVER or ADMIN. With the second side, by another person, the version becomes active and supersedes the one before.',
  input: builder.inputType('AcknowledgeAgreementVersionInput', {
    description: 'Which proposal is acknowledged, and for whom.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The AgreementVersion.' }),
      version: t.int({ description: WHICH }),
      side: t.field({ type: AgreementSide, required: true, description: 'The side that acknowledges it.' }),
      name: t.string({ description: 'The name of who spoke for an external party. Only for such a party.' }),
    }),
  }),
  payload: versionPayload,
  run: async (input, work) => {
    const { version, agreement } = await lockVersion(work, input)
    requireProposal(version)
    await acknowledge(work, { version, agreement, side: input.side, name: input.name ?? null })
    return { agreementVersion: version.id }
  },
})

mutation('rejectAgreementVersion', {
  visibleTo: 'COORDINATORS',
  description: 'Rejects a proposal for one side, by a person who may acknowledge it for that side.',
  input: builder.inputType('RejectAgreementVersionInput', {
    description: 'Which proposal is rejected, for whom and why.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The AgreementVersion.' }),
      version: t.int({ description: WHICH }),
      side: t.field({ type: AgreementSide, required: true, description: 'The side that rejects it.' }),
      name: t.string({ description: 'The name of who spoke for an external party. Only for such a party.' }),
      reason: t.string({ required: true, description: 'Why.' }),
    }),
  }),
  payload: versionPayload,
  run: async (input, work) => {
    const { version, agreement } = await lockVersion(work, input)
    requireProposal(version)
    const name = input.name ?? null
    await requireSpeaker(work, { parties: agreement, side: input.side, name, otherPerson: null })
    return finish(work, version.id, 'REJECTED', input.reason)
  },
})

mutation('withdrawAgreementVersion', {
  visibleTo: 'MODELLERS',
  description: 'Withdraws a proposal, by the person who proposed it or an administrator.',
  input: builder.inputType('WithdrawAgreementVersionInput', {
    description: 'Which proposal is withdrawn, and why.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The AgreementVersion.' }),
      version: t.int({ description: WHICH }),
      reason: t.string({ description: 'Why.' }),
    }),
  }),
  payload: versionPayload,
  run: async (input, work) => {
    const { version } = await lockVersion(work, input)
    requireProposal(version)
    requireProposer(work, version)
    return finish(work, version.id, 'WITHDRAWN', input.reason ?? '')
  },
})

async function finish(work: Work, id: string, status: 'REJECTED' | 'WITHDRAWN', why: string) {
  const { reason } = await versionColumns(work, '', { reason: why })
  const target = { id: encodeGlobalId('AgreementVersion', id) }
  const written = await updateEntity(work, VERSION, target, {
    status,
    ...(reason === undefined ? {} : { reason }),
  })
  return { agreementVersion: written.id }
}
