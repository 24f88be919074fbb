// Generated from operations/impact-simulation.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type ImpactSimulationQueryVariables = {
  of: ReadonlyArray<Types.NodeRef>;
  alsoDown?: ReadonlyArray<Types.NodeRef>;
  includeAlerts?: boolean;
  depth?: number | null | undefined;
  on?: string | null | undefined;
  includePlanned?: boolean;
};

export type ImpactSimulationQuery = { readonly impact: { readonly valueAtRisk: number | null, readonly simulation: { readonly valueAtRiskBefore: number, readonly valueAtRisk: number, readonly addedValueAtRisk: number, readonly down: ReadonlyArray<{ readonly name: string, readonly node:
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
         | null, readonly alerts: ReadonlyArray<
          | { readonly id: string }
          | { readonly id: string }
          | { readonly title: string, readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
          | { readonly id: string }
         | null> }>, readonly objectives: ReadonlyArray<{ readonly weight: number, readonly loss: number, readonly valueAtRisk: number, readonly objective: { readonly id: string, readonly title: string } | null, readonly path: ReadonlyArray<{ readonly name: string, readonly via: { readonly text: string } | null }> }>, readonly groups: ReadonlyArray<{ readonly fails: boolean, readonly group: { readonly id: string, readonly name: string } | null, readonly service: { readonly id: string, readonly name: string } | null }>, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
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
           | null }> } } | null } };

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
 * What the failure of these services and assets adds to those that are down already: `alsoDown` and, with `includeAlerts`, what
 * firing alerts are correlated to. The objectives, groups and paths are those of all of them together.
 */
export const ImpactSimulation: Document<ImpactSimulationQuery, ImpactSimulationQueryVariables> = {
  kind: 'query',
  name: 'ImpactSimulation',
  text: "query ImpactSimulation($of:[NodeRef!]!$alsoDown:[NodeRef!]!=[]$includeAlerts:Boolean!=false$depth:Int$on:Date$includePlanned:Boolean!=false){impact(of:$of alsoDown:$alsoDown includeAlerts:$includeAlerts depth:$depth on:$on includePlanned:$includePlanned){valueAtRisk simulation{valueAtRiskBefore valueAtRisk addedValueAtRisk down{name node{__typename id}alerts{id ...on Alert{title}}}objectives{objective{id title}weight loss valueAtRisk path{name via{text}}}groups{group{id name}service{id name}fails}explanation{...ExplanationFields}}}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}",
};
