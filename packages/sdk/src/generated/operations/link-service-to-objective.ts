// Generated from operations/link-service-to-objective.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkServiceToObjectiveMutationVariables = {
  input: Types.LinkServiceToObjectiveInput;
};

export type LinkServiceToObjectiveMutation = { readonly linkServiceToObjective:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkServiceToObjectivePayload', readonly objective: { readonly id: string, readonly version: number }, readonly service: { readonly id: string, readonly version: number } }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Says that an objective rests on a service, and how much; a link that is there takes what is given.
 */
export const LinkServiceToObjective: Document<Payloads<LinkServiceToObjectiveMutation>, LinkServiceToObjectiveMutationVariables> = {
  kind: 'mutation',
  name: 'LinkServiceToObjective',
  text: "mutation LinkServiceToObjective($input:LinkServiceToObjectiveInput!){linkServiceToObjective(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkServiceToObjectivePayload{objective{id version}service{id version}}}}",
};
