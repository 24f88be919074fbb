// Generated from operations/create-objective.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateObjectiveMutationVariables = {
  input: Types.CreateObjectiveInput;
};

export type CreateObjectiveMutation = { readonly createObjective:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateObjectivePayload', readonly objective: { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly owner: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type ObjectiveFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly benefit: string, readonly status: Open<Types.ObjectiveStatus>, readonly weight: number, readonly startsOn: string | null, readonly endsOn: string | null, readonly owner: { readonly id: string, readonly name: string } | null };

/**
 * Adds an objective.
 */
export const CreateObjective: Document<Payloads<CreateObjectiveMutation>, CreateObjectiveMutationVariables> = {
  kind: 'mutation',
  name: 'CreateObjective',
  text: "mutation CreateObjective($input:CreateObjectiveInput!){createObjective(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateObjectivePayload{objective{...ObjectiveFields}}}}fragment ObjectiveFields on Objective{id version title benefit status weight startsOn endsOn owner{id name}}",
};
