// Generated from Mutation.linkServiceToObjective by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkServiceToObjectiveMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkServiceToObjectiveInput;
};

export type LinkServiceToObjectiveMutation = { readonly linkServiceToObjective:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkServiceToObjectivePayload', readonly link: { readonly createdAt: string, readonly id: string, readonly rationale: string, readonly share: number, readonly updatedAt: string, readonly validFrom: string | null, readonly validTo: string | null, readonly version: number, readonly objective: { readonly id: string, readonly name: string, readonly title: string }, readonly service: { readonly id: string, readonly name: string }, readonly source: { readonly id: string, readonly name: string } | null }, readonly objective: { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly name: string, readonly title: string } | null, readonly progress: { readonly value: number | null }, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> }, readonly service: { readonly createdAt: string, readonly description: string, readonly id: string, readonly kind: Open<Types.ServiceKind>, readonly labels: unknown, readonly lifecycle: Open<Types.Lifecycle>, readonly name: string, readonly removedAtSource: string | null, readonly updatedAt: string, readonly version: number, readonly criticality: { readonly computedAt: string | null, readonly level: Open<Types.CriticalityLevel>, readonly valueAtRisk: number }, readonly owner: { readonly id: string, readonly name: string } | null, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Links an objective to a service that contributes to it. An existing link is updated with the given values.
 */
export const LinkServiceToObjective: Document<Payloads<LinkServiceToObjectiveMutation>, LinkServiceToObjectiveMutationVariables> = {
  kind: 'mutation',
  name: 'LinkServiceToObjective',
  text: "mutation LinkServiceToObjective($dryRun:Boolean!=false$input:LinkServiceToObjectiveInput!){linkServiceToObjective(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkServiceToObjectivePayload{link{createdAt id objective{id name title}rationale service{id name}share source{id name}updatedAt validFrom validTo version}objective{benefit createdAt description endsOn id labels name owner{id name}parent{id name title}progress{value}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource startsOn status title updatedAt version weight}service{createdAt criticality{computedAt level valueAtRisk}description id kind labels lifecycle name owner{id name}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource updatedAt version}}}}",
};
