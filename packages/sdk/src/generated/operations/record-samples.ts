// Generated from Mutation.recordSamples by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type RecordSamplesMutationVariables = {
  dryRun?: boolean;
  input: Types.RecordSamplesInput;
};

export type RecordSamplesMutation = { readonly recordSamples:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RecordSamplesPayload', readonly recorded: number, readonly results: ReadonlyArray<{ readonly message: string | null, readonly outcome: Open<Types.SampleOutcome> }> }
   };

/**
 * Stores metric samples. Each row is stored or rejected independently. Sending a row again has no effect.
 */
export const RecordSamples: Document<Payloads<RecordSamplesMutation>, RecordSamplesMutationVariables> = {
  kind: 'mutation',
  name: 'RecordSamples',
  text: "mutation RecordSamples($dryRun:Boolean!=false$input:RecordSamplesInput!){recordSamples(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on RecordSamplesPayload{recorded results{message outcome}}}}",
};
