// Generated from operations/model-health.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ModelHealthQueryVariables = {
  owner?: Types.NodeRef | null | undefined;
};

export type ModelHealthQuery = { readonly modelHealth: { readonly stages: ReadonlyArray<{ readonly stage: Open<Types.ModelStage>, readonly count: number, readonly total: number, readonly share: number | null, readonly weightShare: number | null, readonly oldestFactAgeSeconds: number | null, readonly medianFactAgeSeconds: number | null, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
            | { readonly __typename: 'Agreement', readonly id: string }
            | { readonly __typename: 'AgreementVersion', readonly id: string }
            | { readonly __typename: 'Alert', readonly id: string }
            | { readonly __typename: 'Asset', readonly id: string }
            | { readonly __typename: 'AssetIdentifier', readonly id: string }
            | { readonly __typename: 'AssetMerge', readonly id: string }
            | { readonly __typename: 'AssetRelation', readonly id: string }
            | { readonly __typename: 'AuditEvent', readonly id: string }
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
            | { readonly __typename: 'SurveyResponse', readonly id: string }
            | { readonly __typename: 'SyncDifference', readonly id: string }
            | { readonly __typename: 'SyncRun', readonly id: string }
            | { readonly __typename: 'Team', readonly id: string }
            | { readonly __typename: 'Ticket', readonly id: string }
            | { readonly __typename: 'WebhookDelivery', readonly id: string }
           | null }> } }>, readonly nextBest: { readonly kind: Open<Types.ModelGapKind>, readonly stage: Open<Types.ModelStage>, readonly count: number, readonly weightGain: number | null, readonly shareGain: number | null, readonly mutations: ReadonlyArray<string>, readonly command: string, readonly nodes: ReadonlyArray<{ readonly name: string, readonly weight: number | null, readonly node:
          | { readonly __typename: 'Agreement', readonly id: string }
          | { readonly __typename: 'AgreementVersion', readonly id: string }
          | { readonly __typename: 'Alert', readonly id: string }
          | { readonly __typename: 'Asset', readonly id: string }
          | { readonly __typename: 'AssetIdentifier', readonly id: string }
          | { readonly __typename: 'AssetMerge', readonly id: string }
          | { readonly __typename: 'AssetRelation', readonly id: string }
          | { readonly __typename: 'AuditEvent', readonly id: string }
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
          | { readonly __typename: 'SurveyResponse', readonly id: string }
          | { readonly __typename: 'SyncDifference', readonly id: string }
          | { readonly __typename: 'SyncRun', readonly id: string }
          | { readonly __typename: 'Team', readonly id: string }
          | { readonly __typename: 'Ticket', readonly id: string }
          | { readonly __typename: 'WebhookDelivery', readonly id: string }
         | null }>, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
            | { readonly __typename: 'Agreement', readonly id: string }
            | { readonly __typename: 'AgreementVersion', readonly id: string }
            | { readonly __typename: 'Alert', readonly id: string }
            | { readonly __typename: 'Asset', readonly id: string }
            | { readonly __typename: 'AssetIdentifier', readonly id: string }
            | { readonly __typename: 'AssetMerge', readonly id: string }
            | { readonly __typename: 'AssetRelation', readonly id: string }
            | { readonly __typename: 'AuditEvent', readonly id: string }
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
            | { readonly __typename: 'SurveyResponse', readonly id: string }
            | { readonly __typename: 'SyncDifference', readonly id: string }
            | { readonly __typename: 'SyncRun', readonly id: string }
            | { readonly __typename: 'Team', readonly id: string }
            | { readonly __typename: 'Ticket', readonly id: string }
            | { readonly __typename: 'WebhookDelivery', readonly id: string }
           | null }> } } | null, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
          | { readonly __typename: 'Agreement', readonly id: string }
          | { readonly __typename: 'AgreementVersion', readonly id: string }
          | { readonly __typename: 'Alert', readonly id: string }
          | { readonly __typename: 'Asset', readonly id: string }
          | { readonly __typename: 'AssetIdentifier', readonly id: string }
          | { readonly __typename: 'AssetMerge', readonly id: string }
          | { readonly __typename: 'AssetRelation', readonly id: string }
          | { readonly __typename: 'AuditEvent', readonly id: string }
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
          | { readonly __typename: 'SurveyResponse', readonly id: string }
          | { readonly __typename: 'SyncDifference', readonly id: string }
          | { readonly __typename: 'SyncRun', readonly id: string }
          | { readonly __typename: 'Team', readonly id: string }
          | { readonly __typename: 'Ticket', readonly id: string }
          | { readonly __typename: 'WebhookDelivery', readonly id: string }
         | null }> } } };

export type ExplanationFieldsFragment = { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
      | { readonly __typename: 'Agreement', readonly id: string }
      | { readonly __typename: 'AgreementVersion', readonly id: string }
      | { readonly __typename: 'Alert', readonly id: string }
      | { readonly __typename: 'Asset', readonly id: string }
      | { readonly __typename: 'AssetIdentifier', readonly id: string }
      | { readonly __typename: 'AssetMerge', readonly id: string }
      | { readonly __typename: 'AssetRelation', readonly id: string }
      | { readonly __typename: 'AuditEvent', readonly id: string }
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
      | { readonly __typename: 'SurveyResponse', readonly id: string }
      | { readonly __typename: 'SyncDifference', readonly id: string }
      | { readonly __typename: 'SyncRun', readonly id: string }
      | { readonly __typename: 'Team', readonly id: string }
      | { readonly __typename: 'Ticket', readonly id: string }
      | { readonly __typename: 'WebhookDelivery', readonly id: string }
     | null }> };

/**
 * How complete and fresh the model is, stage by stage, and the next best repair.
 */
export const ModelHealth: Document<ModelHealthQuery, ModelHealthQueryVariables> = {
  kind: 'query',
  name: 'ModelHealth',
  text: "query ModelHealth($owner:NodeRef){modelHealth(owner:$owner){stages{stage count total share weightShare oldestFactAgeSeconds medianFactAgeSeconds explanation{...ExplanationFields}}nextBest{kind stage count weightGain shareGain nodes{name weight node{__typename id}}mutations command explanation{...ExplanationFields}}explanation{...ExplanationFields}}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}",
};
