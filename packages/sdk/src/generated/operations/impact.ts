// Generated from operations/impact.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ImpactQueryVariables = {
  of: ReadonlyArray<Types.NodeRef>;
  direction?: Types.ImpactDirection;
  depth?: number | null | undefined;
  on?: string | null | undefined;
  includePlanned?: boolean;
};

export type ImpactQuery = { readonly impact: { readonly valueAtRisk: number | null, readonly objectives: ReadonlyArray<{ readonly weight: number, readonly loss: number, readonly basis: Open<Types.LossBasis>, readonly otherLoss: number, readonly valueAtRisk: number, readonly objective: { readonly id: string, readonly title: string } | null, readonly parts: ReadonlyArray<{ readonly name: string, readonly share: number, readonly impactFactor: number, readonly loss: number }>, readonly path: ReadonlyArray<{ readonly name: string, readonly node:
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
         | null, readonly via: { readonly kind: Open<Types.PathStepKind>, readonly strength: number, readonly text: string } | null }> }>, readonly groups: ReadonlyArray<{ readonly members: number, readonly minAvailable: number, readonly failureThreshold: number, readonly fails: boolean, readonly group: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } | null, readonly affectedMembers: ReadonlyArray<
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
       | null> }>, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
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
 * What fails with these services and assets together, up to the objectives: for each what is lost of it and through which
 * services or processes, what that puts at risk, and the worst path. Asked for DEPENDENCIES there are no objectives at risk; `ImpactAffected` lists what is leaned on.
 */
export const Impact: Document<ImpactQuery, ImpactQueryVariables> = {
  kind: 'query',
  name: 'Impact',
  text: "query Impact($of:[NodeRef!]!$direction:ImpactDirection!=DEPENDENTS$depth:Int$on:Date$includePlanned:Boolean!=false){impact(of:$of direction:$direction depth:$depth on:$on includePlanned:$includePlanned){valueAtRisk objectives{objective{id title}weight loss basis otherLoss parts{name share impactFactor loss}valueAtRisk path{name node{__typename id}via{kind strength text}}}groups{group{id name}service{id name}affectedMembers{__typename id}members minAvailable failureThreshold fails}explanation{...ExplanationFields}}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}",
};
