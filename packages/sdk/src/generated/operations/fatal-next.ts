// Generated from operations/fatal-next.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type FatalNextQueryVariables = {
  of: ReadonlyArray<Types.NodeRef>;
  includeAlerts?: boolean;
  on?: string | null | undefined;
  includePlanned?: boolean;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

export type FatalNextQuery = { readonly fatalNext: { readonly valueAtRisk: number, readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly subjectName: string, readonly rise: number, readonly valueAtRisk: number, readonly valueAtRiskAlone: number, readonly subject:
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
       | null, readonly groups: ReadonlyArray<{ readonly group: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } | null }>, readonly path: ReadonlyArray<{ readonly name: string, readonly via: { readonly text: string } | null }>, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
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
           | null }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

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
 * Failures that redundancy no longer spares while these services and assets are down, page by page, by the rise of value at risk:
 * each with the groups that would fail and the path to the objective that rises the most.
 */
export const FatalNext: Document<FatalNextQuery, FatalNextQueryVariables> = {
  kind: 'query',
  name: 'FatalNext',
  text: "query FatalNext($of:[NodeRef!]!$includeAlerts:Boolean!=false$on:Date$includePlanned:Boolean!=false$first:Int=20$after:String){fatalNext(of:$of includeAlerts:$includeAlerts on:$on includePlanned:$includePlanned first:$first after:$after){valueAtRisk totalCount nodes{subjectName subject{__typename id}rise valueAtRisk valueAtRiskAlone groups{group{id name}service{id name}}path{name via{text}}explanation{...ExplanationFields}}pageInfo{hasNextPage endCursor}}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}",
};
