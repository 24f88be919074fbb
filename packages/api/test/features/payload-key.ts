/** `RedundancyGroup` → `redundancyGroup`: the field of its payloads. */
export function payloadKey(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}`
}
