// Generated from operations/impact-affected.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type ImpactAffectedQueryVariables = {
  of: ReadonlyArray<Types.NodeRef>;
  direction?: Types.ImpactDirection;
  depth?: number | null | undefined;
  on?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type ImpactAffectedQuery = { readonly impact: { readonly affected: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly impactFactor: number, readonly steps: number, readonly node:
          | { readonly __typename: 'Agreement', readonly id: string }
          | { readonly __typename: 'AgreementVersion', readonly id: string }
          | { readonly __typename: 'Alert', readonly id: string }
          | { readonly __typename: 'Allocation', readonly id: string }
          | { readonly __typename: 'Asset', readonly name: string, readonly kind: string, readonly id: string }
          | { readonly __typename: 'AssetIdentifier', readonly id: string }
          | { readonly __typename: 'AssetMerge', readonly id: string }
          | { readonly __typename: 'AssetRelation', readonly id: string }
          | { readonly __typename: 'AuditEvent', readonly id: string }
          | { readonly __typename: 'Campaign', readonly id: string }
          | { readonly __typename: 'Change', readonly id: string }
          | { readonly __typename: 'ChangeWindow', readonly id: string }
          | { readonly __typename: 'Cost', readonly id: string }
          | { readonly __typename: 'DeadLetter', readonly id: string }
          | { readonly __typename: 'DuplicateTask', readonly id: string }
          | { readonly __typename: 'Effort', readonly id: string }
          | { readonly __typename: 'Expectation', readonly id: string }
          | { readonly __typename: 'ExternalReference', readonly id: string }
          | { readonly __typename: 'IdentificationRule', readonly id: string }
          | { readonly __typename: 'KeyResult', readonly id: string }
          | { readonly __typename: 'KeyResultCheckIn', readonly id: string }
          | { readonly __typename: 'MappingRule', readonly id: string }
          | { readonly __typename: 'MappingRuleVersion', readonly id: string }
          | { readonly __typename: 'MappingTask', readonly id: string }
          | { readonly __typename: 'Membership', readonly id: string }
          | { readonly __typename: 'Metric', readonly id: string }
          | { readonly __typename: 'Objective', readonly title: string, readonly id: string }
          | { readonly __typename: 'ObjectiveServiceLink', readonly id: string }
          | { readonly __typename: 'PendingRecord', readonly id: string }
          | { readonly __typename: 'Person', readonly id: string }
          | { readonly __typename: 'PrecedenceRule', readonly id: string }
          | { readonly __typename: 'Process', readonly id: string }
          | { readonly __typename: 'RedundancyGroup', readonly id: string }
          | { readonly __typename: 'RoleGrant', readonly id: string }
          | { readonly __typename: 'Service', readonly name: string, readonly id: string }
          | { readonly __typename: 'ServiceAccount', readonly id: string }
          | { readonly __typename: 'ServiceDependency', readonly id: string }
          | { readonly __typename: 'Slo', readonly id: string }
          | { readonly __typename: 'Source', readonly id: string }
          | { readonly __typename: 'SourceAction', readonly id: string }
          | { readonly __typename: 'SourceScope', readonly id: string }
          | { readonly __typename: 'Survey', readonly id: string }
          | { readonly __typename: 'SurveyInvitation', readonly id: string }
          | { readonly __typename: 'SurveyResponse', readonly id: string }
          | { readonly __typename: 'SyncDifference', readonly id: string }
          | { readonly __typename: 'SyncRun', readonly id: string }
          | { readonly __typename: 'Team', readonly id: string }
          | { readonly __typename: 'Ticket', readonly id: string }
          | { readonly __typename: 'TicketEvent', readonly id: string }
          | { readonly __typename: 'WebhookDelivery', readonly id: string }
         | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

/**
 * All that fails with these services and assets (DEPENDENTS), or all that these objectives, services and assets lean on (DEPENDENCIES),
 * page by page, with how surely and by how many steps.
 */
export const ImpactAffected: Document<ImpactAffectedQuery, ImpactAffectedQueryVariables> = {
  kind: 'query',
  name: 'ImpactAffected',
  text: "query ImpactAffected($of:[NodeRef!]!$direction:ImpactDirection!=DEPENDENTS$depth:Int$on:Date$first:Int=100$after:String){impact(of:$of direction:$direction depth:$depth on:$on){affected(first:$first after:$after){totalCount edges{impactFactor steps node{__typename id ...on Objective{title}...on Service{name}...on Asset{name kind}}}pageInfo{hasNextPage endCursor}}}}",
};
