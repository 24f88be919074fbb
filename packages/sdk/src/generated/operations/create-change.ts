// Generated from operations/create-change.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type CreateChangeMutationVariables = {
  input: Types.CreateChangeInput;
};

export type CreateChangeMutation = { readonly createChange:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'CreateChangePayload', readonly change: { readonly id: string, readonly version: number, readonly title: string, readonly type: Open<Types.ChangeType>, readonly state: Open<Types.ChangeState>, readonly plannedStart: string | null, readonly plannedEnd: string | null, readonly outcome: Open<Types.ChangeOutcome> | null, readonly implementingTeam: { readonly id: string, readonly name: string } | null } }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type ChangeFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly type: Open<Types.ChangeType>, readonly state: Open<Types.ChangeState>, readonly plannedStart: string | null, readonly plannedEnd: string | null, readonly outcome: Open<Types.ChangeOutcome> | null, readonly implementingTeam: { readonly id: string, readonly name: string } | null };

/**
 * Adds a change, as a draft.
 */
export const CreateChange: Document<Payloads<CreateChangeMutation>, CreateChangeMutationVariables> = {
  kind: 'mutation',
  name: 'CreateChange',
  text: "mutation CreateChange($input:CreateChangeInput!){createChange(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on CreateChangePayload{change{...ChangeFields}}}}fragment ChangeFields on Change{id version title type state plannedStart plannedEnd outcome implementingTeam{id name}}",
};
