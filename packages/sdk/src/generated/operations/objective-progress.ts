// Generated from operations/objective-progress.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ObjectiveProgressQueryVariables = {
  id?: string | null | undefined;
  externalReference?: Types.ExternalReferenceInput | null | undefined;
};

export type ObjectiveProgressQuery = { readonly objective: { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly progress: { readonly value: number | null, readonly explanation: { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
            | { readonly __typename: 'Alert', readonly id: string }
            | { readonly __typename: 'Asset', readonly id: string }
            | { readonly __typename: 'AssetIdentifier', readonly id: string }
            | { readonly __typename: 'AssetMerge', readonly id: string }
            | { readonly __typename: 'AssetRelation', readonly id: string }
            | { readonly __typename: 'Change', readonly id: string }
            | { readonly __typename: 'DeadLetter', readonly id: string }
            | { readonly __typename: 'DuplicateTask', readonly id: string }
            | { readonly __typename: 'Effort', readonly id: string }
            | { readonly __typename: 'ExternalReference', readonly id: string }
            | { readonly __typename: 'IdentificationRule', readonly id: string }
            | { readonly __typename: 'KeyResult', readonly id: string }
            | { readonly __typename: 'Metric', readonly id: string }
            | { readonly __typename: 'Objective', readonly id: string }
            | { readonly __typename: 'ObjectiveServiceLink', readonly id: string }
            | { readonly __typename: 'PrecedenceRule', readonly id: string }
            | { readonly __typename: 'Process', readonly id: string }
            | { readonly __typename: 'RedundancyGroup', readonly id: string }
            | { readonly __typename: 'Service', readonly id: string }
            | { readonly __typename: 'ServiceDependency', readonly id: string }
            | { readonly __typename: 'Source', readonly id: string }
            | { readonly __typename: 'SourceAction', readonly id: string }
            | { readonly __typename: 'SourceScope', readonly id: string }
            | { readonly __typename: 'Survey', readonly id: string }
            | { readonly __typename: 'SurveyResponse', readonly id: string }
            | { readonly __typename: 'SyncDifference', readonly id: string }
            | { readonly __typename: 'SyncRun', readonly id: string }
            | { readonly __typename: 'Team', readonly id: string }
            | { readonly __typename: 'Ticket', readonly id: string }
            | { readonly __typename: 'WaitingRecord', readonly id: string }
            | { readonly __typename: 'WebhookDelivery', readonly id: string }
           | null }> } }, readonly keyResults: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly title: string, readonly unit: string, readonly start: number, readonly current: number, readonly target: number, readonly weight: number, readonly metric: { readonly id: string, readonly name: string } | null, readonly progress: { readonly value: number | null } }> }, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type ObjectiveFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly owner: { readonly id: string, readonly name: string } | null };

export type ExplanationFieldsFragment = { readonly formula: string, readonly version: number, readonly source: string, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly inputs: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly unit: string | null, readonly node:
      | { readonly __typename: 'Alert', readonly id: string }
      | { readonly __typename: 'Asset', readonly id: string }
      | { readonly __typename: 'AssetIdentifier', readonly id: string }
      | { readonly __typename: 'AssetMerge', readonly id: string }
      | { readonly __typename: 'AssetRelation', readonly id: string }
      | { readonly __typename: 'Change', readonly id: string }
      | { readonly __typename: 'DeadLetter', readonly id: string }
      | { readonly __typename: 'DuplicateTask', readonly id: string }
      | { readonly __typename: 'Effort', readonly id: string }
      | { readonly __typename: 'ExternalReference', readonly id: string }
      | { readonly __typename: 'IdentificationRule', readonly id: string }
      | { readonly __typename: 'KeyResult', readonly id: string }
      | { readonly __typename: 'Metric', readonly id: string }
      | { readonly __typename: 'Objective', readonly id: string }
      | { readonly __typename: 'ObjectiveServiceLink', readonly id: string }
      | { readonly __typename: 'PrecedenceRule', readonly id: string }
      | { readonly __typename: 'Process', readonly id: string }
      | { readonly __typename: 'RedundancyGroup', readonly id: string }
      | { readonly __typename: 'Service', readonly id: string }
      | { readonly __typename: 'ServiceDependency', readonly id: string }
      | { readonly __typename: 'Source', readonly id: string }
      | { readonly __typename: 'SourceAction', readonly id: string }
      | { readonly __typename: 'SourceScope', readonly id: string }
      | { readonly __typename: 'Survey', readonly id: string }
      | { readonly __typename: 'SurveyResponse', readonly id: string }
      | { readonly __typename: 'SyncDifference', readonly id: string }
      | { readonly __typename: 'SyncRun', readonly id: string }
      | { readonly __typename: 'Team', readonly id: string }
      | { readonly __typename: 'Ticket', readonly id: string }
      | { readonly __typename: 'WaitingRecord', readonly id: string }
      | { readonly __typename: 'WebhookDelivery', readonly id: string }
     | null }> };

export type KeyResultFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly unit: string, readonly start: number, readonly current: number, readonly target: number, readonly weight: number, readonly progress: { readonly value: number | null } };

/**
 * How far an objective has come, and by which key results; the first hundred come along.
 */
export const ObjectiveProgress: Document<ObjectiveProgressQuery, ObjectiveProgressQueryVariables> = {
  kind: 'query',
  name: 'ObjectiveProgress',
  text: "query ObjectiveProgress($id:ID$externalReference:ExternalReferenceInput){objective(id:$id externalReference:$externalReference){...ObjectiveFields progress{value explanation{...ExplanationFields}}keyResults(first:100){totalCount nodes{...KeyResultFields metric{id name}}}}}fragment ObjectiveFields on Objective{id version title benefit status weight startsOn endsOn owner{id name}}fragment ExplanationFields on Explanation{formula version source reasons{code text}inputs{name value unit node{__typename id}}}fragment KeyResultFields on KeyResult{id version title unit start current target weight progress{value}}",
};
