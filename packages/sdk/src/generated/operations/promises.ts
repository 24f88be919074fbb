// Generated from Query.promises by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PromisesQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  broken?: ReadonlyArray<Types.PromiseLinkName> | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  service?: Types.NodeRef | null | undefined;
  team?: Types.NodeRef | null | undefined;
};

export type PromisesQuery = { readonly promises: { readonly nodes: ReadonlyArray<{ readonly externalParty: string | null, readonly firstBreak: Open<Types.PromiseLinkName> | null, readonly isAcknowledged: boolean, readonly perceptionGap: Open<Types.PerceptionGap> | null, readonly unknown: ReadonlyArray<Open<Types.PromiseLinkName>>, readonly agreement: { readonly id: string } | null, readonly agreementVersion: { readonly id: string } | null, readonly expectation: { readonly id: string } | null, readonly explanation: { readonly formula: string, readonly source: string, readonly version: number }, readonly feasibility: { readonly exact: boolean, readonly isPossible: boolean | null, readonly lower: number | null, readonly promised: number | null, readonly upper: number | null } | null, readonly feltBy: { readonly id: string, readonly name: string, readonly title: string } | null, readonly links: ReadonlyArray<{ readonly holds: boolean | null, readonly name: Open<Types.PromiseLinkName>, readonly target: number | null, readonly value: number | null }>, readonly measuredBy: { readonly id: string, readonly name: string } | null, readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string }>, readonly service: { readonly id: string, readonly name: string } | null, readonly team: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * Live services towards each group of their users that has stated an expectation or has an agreement, by the names of both; and live services that have SLOs only, towards all of their users.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const Promises: Document<PromisesQuery, PromisesQueryVariables> = {
  kind: 'query',
  name: 'Promises',
  text: "query Promises($after:String$before:String$broken:[PromiseLinkName!]$first:Int=100$last:Int$service:NodeRef$team:NodeRef){promises(after:$after before:$before broken:$broken first:$first last:$last service:$service team:$team){nodes{agreement{id}agreementVersion{id}expectation{id}explanation{formula source version}externalParty feasibility{exact isPossible lower promised upper}feltBy{id name title}firstBreak isAcknowledged links{holds name target value}measuredBy{id name}perceptionGap reasons{code text}service{id name}team{id name}unknown}pageInfo{hasNextPage endCursor}}}",
};
