// Generated from operations/link-change.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkChangeMutationVariables = {
  input: Types.LinkChangeInput;
};

export type LinkChangeMutation = { readonly linkChange:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkChangePayload', readonly change: { readonly id: string, readonly version: number, readonly title: string, readonly type: Open<Types.ChangeType>, readonly state: Open<Types.ChangeState>, readonly plannedStart: string | null, readonly plannedEnd: string | null, readonly outcome: Open<Types.ChangeOutcome> | null, readonly implementingTeam: { readonly id: string, readonly name: string } | null } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type ChangeFieldsFragment = { readonly id: string, readonly version: number, readonly title: string, readonly type: Open<Types.ChangeType>, readonly state: Open<Types.ChangeState>, readonly plannedStart: string | null, readonly plannedEnd: string | null, readonly outcome: Open<Types.ChangeOutcome> | null, readonly implementingTeam: { readonly id: string, readonly name: string } | null };

/**
 * Says which services and assets a change touches.
 */
export const LinkChange: Document<Payloads<LinkChangeMutation>, LinkChangeMutationVariables> = {
  kind: 'mutation',
  name: 'LinkChange',
  text: "mutation LinkChange($input:LinkChangeInput!){linkChange(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkChangePayload{change{...ChangeFields}}}}fragment ChangeFields on Change{id version title type state plannedStart plannedEnd outcome implementingTeam{id name}}",
};
