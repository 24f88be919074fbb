// Generated from Mutation.deleteSurvey by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type DeleteSurveyMutationVariables = {
  dryRun?: boolean;
  input: Types.DeleteSurveyInput;
};

export type DeleteSurveyMutation = { readonly deleteSurvey:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'DeleteSurveyPayload', readonly deletedId: string }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Deletes a Survey with its links. Its history stays in the audit trail.
 */
export const DeleteSurvey: Document<Payloads<DeleteSurveyMutation>, DeleteSurveyMutationVariables> = {
  kind: 'mutation',
  name: 'DeleteSurvey',
  text: "mutation DeleteSurvey($dryRun:Boolean!=false$input:DeleteSurveyInput!){deleteSurvey(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on DeleteSurveyPayload{deletedId}}}",
};
