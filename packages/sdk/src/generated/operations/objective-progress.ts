// Generated from operations/objective-progress.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ObjectiveProgressQueryVariables = {
  by: Types.NodeRef;
};

export type ObjectiveProgressQuery = { readonly objective: { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly progress: { readonly value: number | null, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
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
           | null }> } }, readonly keyResults: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly current: number | null, readonly id: string, readonly keepAbove: number | null, readonly keepBelow: number | null, readonly kind: Open<Types.KeyResultKind>, readonly manualCurrent: number | null, readonly name: string, readonly periodUnit: Open<Types.KeyResultPeriod> | null, readonly scoreAspect: Open<Types.SurveyAspect> | null, readonly scoreMeasure: Open<Types.SurveyMeasure> | null, readonly scoreSubject: Open<Types.SurveySubject> | null, readonly start: number | null, readonly target: number | null, readonly title: string, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly metric: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string }, readonly progress: { readonly value: number | null }, readonly scoreService: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null }> }, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly name: string, readonly title: string } | null } | null };

export type ObjectiveFieldsFragment = { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly name: string, readonly title: string } | null, readonly progress: { readonly value: number | null } };

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

export type KeyResultFieldsFragment = { readonly createdAt: string, readonly current: number | null, readonly id: string, readonly keepAbove: number | null, readonly keepBelow: number | null, readonly kind: Open<Types.KeyResultKind>, readonly manualCurrent: number | null, readonly name: string, readonly periodUnit: Open<Types.KeyResultPeriod> | null, readonly scoreAspect: Open<Types.SurveyAspect> | null, readonly scoreMeasure: Open<Types.SurveyMeasure> | null, readonly scoreSubject: Open<Types.SurveySubject> | null, readonly start: number | null, readonly target: number | null, readonly title: string, readonly unit: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly metric: { readonly id: string, readonly name: string } | null, readonly objective: { readonly id: string, readonly name: string, readonly title: string }, readonly progress: { readonly value: number | null }, readonly scoreService: { readonly id: string, readonly name: string } | null, readonly slo: { readonly id: string, readonly name: string } | null, readonly source: { readonly id: string, readonly name: string } | null };

/**
 * How far an objective has come, and by which key results; the first hundred come along.
 */
export const ObjectiveProgress: Document<ObjectiveProgressQuery, ObjectiveProgressQueryVariables> = {
  kind: 'query',
  name: 'ObjectiveProgress',
  text: "query ObjectiveProgress($by:NodeRef!){objective(by:$by){...ObjectiveFields progress{explanation{...ExplanationFields}}keyResults(first:100){totalCount nodes{...KeyResultFields}}}}fragment ObjectiveFields on Objective{benefit createdAt description endsOn id labels name owner{id name}parent{id name title}progress{value}removedAtSource startsOn status title updatedAt version weight}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}fragment KeyResultFields on KeyResult{createdAt current id keepAbove keepBelow kind manualCurrent metric{id name}name objective{id name title}periodUnit progress{value}scoreAspect scoreMeasure scoreService{id name}scoreSubject slo{id name}source{id name}start target title unit updatedAt version weight}",
};
