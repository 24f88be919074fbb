// Generated from Query.search by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type SearchQueryVariables = {
  first?: number;
  text: string;
  types?: ReadonlyArray<Types.SearchType> | null | undefined;
};

export type SearchQuery = { readonly search: ReadonlyArray<{ readonly rank: number, readonly matched: { readonly field: Open<Types.SearchField>, readonly text: string }, readonly node:
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
 * Finds nodes by their names and titles, by the identifiers of assets and by external references; the best match first, equal ones by type and id. Upper and lower case are alike. A text of one or two characters finds names with a word that begins with it, and equal identifiers and external references. Assets that are merged into others are not found by their names.
 */
export const Search: Document<SearchQuery, SearchQueryVariables> = {
  kind: 'query',
  name: 'Search',
  text: "query Search($first:Int!=20$text:String!$types:[SearchType!]){search(first:$first text:$text types:$types){matched{field text}node{__typename id}rank}}",
};
