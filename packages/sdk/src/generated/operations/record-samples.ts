// Generated from operations/record-samples.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordSamplesMutationVariables = {
  input: Types.RecordSamplesInput;
};

export type RecordSamplesMutation = { readonly recordSamples:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordSamplesPayload', readonly recorded: number, readonly results: ReadonlyArray<{ readonly outcome: Open<Types.SampleOutcome>, readonly message: string | null }> }
   };

/**
 * Stores up to 1,000 samples of metrics; each says what became of it. A sample that is there is replaced.
 */
export const RecordSamples: Document<Payloads<RecordSamplesMutation>, RecordSamplesMutationVariables> = {
  kind: 'mutation',
  name: 'RecordSamples',
  text: "mutation RecordSamples($input:RecordSamplesInput!){recordSamples(input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordSamplesPayload{recorded results{outcome message}}}}",
};
