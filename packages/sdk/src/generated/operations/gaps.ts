// Generated from operations/gaps.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type GapsQueryVariables = {
  first?: number | null | undefined;
  after?: string | null | undefined;
  kinds?: ReadonlyArray<Types.GapKind> | null | undefined;
  owner?: Types.NodeRef | null | undefined;
  minWeight?: number | null | undefined;
};

export type GapsQuery = { readonly gaps: { readonly counts: ReadonlyArray<{ readonly kind: Open<Types.GapKind>, readonly count: number }>, readonly nodes: ReadonlyArray<{ readonly kind: Open<Types.GapKind>, readonly subjectName: string, readonly relatedName: string | null, readonly weight: number | null, readonly subject:
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
       | null, readonly related:
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
       | null, readonly cost: { readonly amount: string, readonly currency: string } | null, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
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
 * What is missing between objectives, services and assets, page by page; `counts` are of all pages and kinds.
 */
export const Gaps: Document<GapsQuery, GapsQueryVariables> = {
  kind: 'query',
  name: 'Gaps',
  text: "query Gaps($first:Int=100$after:String$kinds:[GapKind!]$owner:NodeRef$minWeight:Float){gaps(first:$first after:$after kinds:$kinds owner:$owner minWeight:$minWeight){counts{kind count}nodes{kind subject{__typename id}subjectName related{__typename id}relatedName weight cost{amount currency}explanation{...ExplanationFields}}pageInfo{hasNextPage endCursor}}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}",
};
