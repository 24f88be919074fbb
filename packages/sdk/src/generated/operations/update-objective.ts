// Generated from Mutation.updateObjective by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateObjectiveMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateObjectiveInput;
};

export type UpdateObjectiveMutation = { readonly updateObjective:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateObjectivePayload', readonly objective: { readonly benefit: string, readonly createdAt: string, readonly description: string, readonly endsOn: string | null, readonly id: string, readonly labels: unknown, readonly name: string, readonly removedAtSource: string | null, readonly startsOn: string | null, readonly status: Open<Types.ObjectiveStatus>, readonly title: string, readonly updatedAt: string, readonly version: number, readonly weight: number, readonly owner: { readonly id: string, readonly name: string } | null, readonly parent: { readonly id: string, readonly name: string, readonly title: string } | null, readonly progress: { readonly value: number | null }, readonly provenance: ReadonlyArray<{ readonly attribute: string, readonly confirmedAt: string | null, readonly externalId: string | null, readonly isEffective: boolean, readonly precedence: number, readonly rule: string, readonly setAt: string, readonly source: string | null, readonly stale: boolean, readonly value: unknown }> } }
   };

/**
 * Updates the given fields of an Objective. Null clears an optional field.
 */
export const UpdateObjective: Document<Payloads<UpdateObjectiveMutation>, UpdateObjectiveMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateObjective',
  text: "mutation UpdateObjective($dryRun:Boolean!=false$input:UpdateObjectiveInput!){updateObjective(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateObjectivePayload{objective{benefit createdAt description endsOn id labels name owner{id name}parent{id name title}progress{value}provenance{attribute confirmedAt externalId isEffective precedence rule setAt source stale value}removedAtSource startsOn status title updatedAt version weight}}}}",
};
