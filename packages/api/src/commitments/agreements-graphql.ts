import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { Person } from '../people/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'
import { Slo } from './graphql.ts'

export const AgreementKind = builder.enumType('AgreementKind', {
  description: 'To whom something is promised.',
  values: {
    SLA: {
      description: 'Service level agreement: the owner of the service promises it to users or customers.',
    },
    OLA: {
      description:
        'Operational level agreement: the owner of the service promises it to another team of the organisation.',
    },
    UNDERPINNING_CONTRACT: {
      description:
        'A supplier promises it to the organisation: to the customer team, or the owner of the service.',
    },
  } as const,
})

export const AgreementStatus = builder.enumType('AgreementStatus', {
  description: 'Whether an agreement has been acknowledged.',
  values: {
    PROPOSED: { description: 'No version has been acknowledged by both sides.' },
    ACTIVE: { description: 'Both sides have acknowledged a version.' },
    ENDED: { description: 'It has been ended.' },
  } as const,
})

export const AgreementVersionStatus = builder.enumType('AgreementVersionStatus', {
  description: 'How far a version of an agreement has come.',
  values: {
    PROPOSED: { description: 'At least one side has not acknowledged it.' },
    ACTIVE: { description: 'Both sides have acknowledged it. It holds from validFrom to validTo.' },
    SUPERSEDED: { description: 'A later version has been acknowledged; it holds until validTo.' },
    REJECTED: { description: 'One side has rejected it.' },
    WITHDRAWN: { description: 'It has been withdrawn before both sides acknowledged it.' },
  } as const,
})

export const AgreementSide = builder.enumType('AgreementSide', {
  description: 'A side of an agreement.',
  values: {
    PROVIDER: { description: 'Who promises: the owner of the service, or the supplier.' },
    CUSTOMER: { description: 'To whom it is promised.' },
  } as const,
})

export const Agreement = new NodeType('Agreement', 'agreement', {
  description: 'What is agreed about a service with a team, a customer or a supplier, in versions.',
  order: {
    REVIEW_ON: {
      column: 'review_on',
      absent: 'infinity',
      description: 'By the day of the review; none comes last.',
    },
    STATUS: { column: 'status', description: 'By status: ACTIVE, ENDED, PROPOSED.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'CREATED_AT' },
})

export const AgreementVersion = new NodeType('AgreementVersion', 'agreement_version', {
  description:
    'A version of an agreement. It is active once both sides have acknowledged it, and is never changed from then on.',
  order: {
    NUMBER: { column: 'number', description: 'By number.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'NUMBER', descending: true },
})

Agreement.fields((t) => ({
  service: t.related(Service, { by: 'service_id', description: 'The service that it is about.' }),
  kind: t.column('kind', { type: AgreementKind, description: 'To whom something is promised.' }),
  customerTeam: t.related(Team, {
    by: 'customer_team_id',
    description:
      'The team to which it is promised. Null if that is an external party, or the owner of the service.',
  }),
  externalParty: t.column('external_party', {
    description:
      'The customer of an SLA outside the organisation, or the supplier of an underpinning contract.',
  }),
  description: t.column('description', { description: 'Description.' }),
  reviewOn: t.column('review_on', { description: 'The day on which it is to be reviewed.' }),
  status: t.column('status', { type: AgreementStatus, description: 'Whether it has been acknowledged.' }),
  versions: t.children(AgreementVersion, {
    by: 'agreement_id',
    filter: 'version',
    description: 'Its versions and proposals, the latest first.',
  }),
  ...t.lifecycle(),
}))

AgreementVersion.fields((t) => ({
  agreement: t.related(Agreement, { by: 'agreement_id', description: 'The agreement.' }),
  number: t.column('number', { description: 'Its number within the agreement, from 1 on.' }),
  status: t.column('status', { type: AgreementVersionStatus, description: 'How far it has come.' }),
  target: t.column('target', { description: 'The share that is promised, above 0 and below 1.' }),
  slo: t.related(Slo, { by: 'slo_id', description: 'The SLO that it is measured by.' }),
  terms: t.column('terms', { description: 'The terms, as text.' }),
  validFrom: t.column('valid_from', {
    description:
      'The first day on which it holds. Null until both sides have acknowledged it, if it does not say one.',
  }),
  validTo: t.column('valid_to', { description: 'The last day on which it holds. Null if it has no end.' }),
  proposedBy: t.related(Person, {
    by: 'proposed_by_id',
    description: 'Who proposed it. Null for a service account, and once the person is deleted.',
  }),
  proposedByName: t.column('proposed_by_name', { description: 'The name of who proposed it.' }),
  proposedAt: t.column('proposed_at', { description: 'Time of the proposal, or of its last change.' }),
  providerAcknowledgedBy: t.related(Person, {
    by: 'provider_id',
    description: 'Who acknowledged it for the provider, or noted that the supplier did.',
  }),
  providerName: t.column('provider_name', {
    description: 'The name of who acknowledged it for the provider.',
  }),
  providerAcknowledgedAt: t.column('provider_at', {
    description: 'Time of that acknowledgement. Null if there is none.',
  }),
  customerAcknowledgedBy: t.related(Person, {
    by: 'customer_id',
    description: 'Who acknowledged it for the customer, or noted that an external customer did.',
  }),
  customerName: t.column('customer_name', {
    description: 'The name of who acknowledged it for the customer.',
  }),
  customerAcknowledgedAt: t.column('customer_at', {
    description: 'Time of that acknowledgement. Null if there is none.',
  }),
  reason: t.column('reason', { description: 'Why it was rejected or withdrawn.' }),
  ...t.lifecycle(),
}))

const AGREEMENTS = { filter: 'agreement', description: 'Agreements about it.' } as const
Service.fields((t) => ({ agreements: t.children(Agreement, { by: 'service_id', ...AGREEMENTS }) }))
Team.fields((t) => ({
  agreements: t.children(Agreement, {
    by: 'customer_team_id',
    filter: 'agreement',
    description: 'Agreements that promise something to the team.',
  }),
}))
Slo.fields((t) => ({
  agreementVersions: t.children(AgreementVersion, {
    by: 'slo_id',
    filter: 'agreementVersion',
    description: 'Versions of agreements that are measured by it.',
  }),
}))

listField('agreements', Agreement, 'All agreements.')
oneField('agreement', Agreement)
listField('agreementVersions', AgreementVersion, 'All versions of agreements.')
oneField('agreementVersion', AgreementVersion)
