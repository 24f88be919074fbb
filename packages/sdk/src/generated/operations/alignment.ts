// Generated from operations/alignment.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type AlignmentQueryVariables = {
  period: string;
  groupBy?: Types.AlignmentGrouping;
  measure?: Types.AlignmentMeasure;
  currency?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type AlignmentQuery = { readonly alignment: { readonly measure: Open<Types.AlignmentMeasure>, readonly currency: string | null, readonly currencies: ReadonlyArray<string>, readonly fit: number | null, readonly plannedFit: number | null, readonly ceiling: number, readonly period: { readonly label: string, readonly from: string, readonly to: string }, readonly total: { readonly minutes: number | null, readonly money: { readonly amount: string, readonly currency: string } | null }, readonly planned: { readonly minutes: number | null, readonly money: { readonly amount: string, readonly currency: string } | null }, readonly fitReason: { readonly code: string, readonly text: string } | null, readonly delivery: { readonly value: number | null, readonly counted: number, readonly reason: { readonly code: string, readonly text: string } | null }, readonly satisfaction: { readonly value: number | null, readonly counted: number, readonly interval: { readonly low: number, readonly high: number } | null, readonly reason: { readonly code: string, readonly text: string } | null }, readonly progress: { readonly value: number | null, readonly counted: number, readonly reason: { readonly code: string, readonly text: string } | null }, readonly rows: { readonly nodes: ReadonlyArray<{ readonly bucket: Open<Types.AlignmentBucket> | null, readonly weight: number | null, readonly share: number | null, readonly plannedShare: number | null, readonly matched: number | null, readonly difference: number | null, readonly objective: { readonly id: string, readonly title: string } | null, readonly team: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } | null, readonly amount: { readonly minutes: number | null, readonly money: { readonly amount: string, readonly currency: string } | null }, readonly planned: { readonly minutes: number | null, readonly money: { readonly amount: string, readonly currency: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
          | { readonly __typename: 'Agreement', readonly id: string }
          | { readonly __typename: 'AgreementVersion', readonly id: string }
          | { readonly __typename: 'Alert', readonly id: string }
          | { readonly __typename: 'Allocation', readonly id: string }
          | { readonly __typename: 'Asset', readonly id: string }
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
          | { readonly __typename: 'Objective', readonly id: string }
          | { readonly __typename: 'ObjectiveServiceLink', readonly id: string }
          | { readonly __typename: 'PendingRecord', readonly id: string }
          | { readonly __typename: 'Person', readonly id: string }
          | { readonly __typename: 'PrecedenceRule', readonly id: string }
          | { readonly __typename: 'Process', readonly id: string }
          | { readonly __typename: 'RedundancyGroup', readonly id: string }
          | { readonly __typename: 'RoleGrant', readonly id: string }
          | { readonly __typename: 'Service', readonly id: string }
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
         | null }> } } };

export type AmountFieldsFragment = { readonly minutes: number | null, readonly money: { readonly amount: string, readonly currency: string } | null };

export type ExplanationFieldsFragment = { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
      | { readonly __typename: 'Agreement', readonly id: string }
      | { readonly __typename: 'AgreementVersion', readonly id: string }
      | { readonly __typename: 'Alert', readonly id: string }
      | { readonly __typename: 'Allocation', readonly id: string }
      | { readonly __typename: 'Asset', readonly id: string }
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
      | { readonly __typename: 'Objective', readonly id: string }
      | { readonly __typename: 'ObjectiveServiceLink', readonly id: string }
      | { readonly __typename: 'PendingRecord', readonly id: string }
      | { readonly __typename: 'Person', readonly id: string }
      | { readonly __typename: 'PrecedenceRule', readonly id: string }
      | { readonly __typename: 'Process', readonly id: string }
      | { readonly __typename: 'RedundancyGroup', readonly id: string }
      | { readonly __typename: 'RoleGrant', readonly id: string }
      | { readonly __typename: 'Service', readonly id: string }
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
     | null }> };

/**
 * How far work or money of a period follows the weights of objectives: the fit, what stands beside it, and the ledger.
 */
export const Alignment: Document<AlignmentQuery, AlignmentQueryVariables> = {
  kind: 'query',
  name: 'Alignment',
  text: "query Alignment($period:String!$groupBy:AlignmentGrouping!=OBJECTIVE$measure:AlignmentMeasure!=EFFORT$currency:String$first:Int=100$after:String){alignment(period:$period groupBy:$groupBy measure:$measure currency:$currency){period{label from to}measure currency currencies total{...AmountFields}planned{...AmountFields}fit fitReason{code text}plannedFit ceiling delivery{value counted reason{code text}}satisfaction{value interval{low high}counted reason{code text}}progress{value counted reason{code text}}rows(first:$first after:$after){nodes{objective{id title}team{id name}service{id name}bucket weight amount{...AmountFields}share planned{...AmountFields}plannedShare matched difference}pageInfo{hasNextPage endCursor}}explanation{...ExplanationFields}}}fragment AmountFields on AlignmentAmount{minutes money{amount currency}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}",
};
