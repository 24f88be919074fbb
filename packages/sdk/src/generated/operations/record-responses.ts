// Generated from operations/record-responses.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordResponsesMutationVariables = {
  input: Types.RecordResponsesInput;
};

export type RecordResponsesMutation = { readonly recordResponses:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordResponsesPayload', readonly recorded: number, readonly results: ReadonlyArray<{ readonly outcome: Open<Types.ResponseOutcome>, readonly message: string | null }> }
   };

/**
 * Stores up to 1,000 responses to a survey; each says what became of it. The last one of a respondent counts.
 */
export const RecordResponses: Document<Payloads<RecordResponsesMutation>, RecordResponsesMutationVariables> = {
  kind: 'mutation',
  name: 'RecordResponses',
  text: "mutation RecordResponses($input:RecordResponsesInput!){recordResponses(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordResponsesPayload{recorded results{outcome message}}}}",
};
