// Generated from Query.settings by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type SettingsQueryVariables = { [key: string]: never; };

export type SettingsQuery = { readonly settings: { readonly keyResultFreshDays: number, readonly timeZone: string, readonly workingHoursPerWeek: number, readonly criticalityThresholds: { readonly critical: number, readonly high: number, readonly medium: number }, readonly retention: { readonly actionDays: number, readonly auditMonths: number, readonly deliveryDays: number, readonly findingDays: number, readonly recordDays: number, readonly runDays: number, readonly sampleDays: number } } };

/**
 * Settings of the organisation.
 */
export const Settings: Document<SettingsQuery, SettingsQueryVariables> = {
  kind: 'query',
  name: 'Settings',
  text: "query Settings{settings{criticalityThresholds{critical high medium}keyResultFreshDays retention{actionDays auditMonths deliveryDays findingDays recordDays runDays sampleDays}timeZone workingHoursPerWeek}}",
};
